package io.tracebridge.web.page;

import org.springframework.web.util.UriComponentsBuilder;

/** Addresses of pages within this program, encoded. */
public final class PageAddress {

    private PageAddress() {
    }

    public static String of(String... steps) {
        return UriComponentsBuilder.newInstance().pathSegment(steps).encode().toUriString();
    }

    /**
     * @param steps below the project; none for its list of groups
     */
    public static String project(String name, String... steps) {
        return UriComponentsBuilder.newInstance()
            .pathSegment("projects", name)
            .pathSegment(steps)
            .encode()
            .toUriString();
    }

    public static String group(String project, String fingerprint) {
        return project(project, "groups", fingerprint);
    }

}
