package io.tracebridge.web.api;

import java.net.URI;

import org.springframework.web.util.UriComponentsBuilder;

/** Where in the API something that was made is read. */
final class Locations {

    private Locations() {
    }

    /**
     * @param steps below the project
     */
    static URI project(String name, String... steps) {
        return UriComponentsBuilder.fromPath("/api/v1/projects")
            .pathSegment(name)
            .pathSegment(steps)
            .encode()
            .build()
            .toUri();
    }

}
