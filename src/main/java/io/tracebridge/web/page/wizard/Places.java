package io.tracebridge.web.page.wizard;

import io.tracebridge.web.page.SeeOther;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;

/** Where the wizard's pages are. */
final class Places {

    private Places() {
    }

    static String create(String project) {
        return UriComponentsBuilder.fromPath("/projects")
            .pathSegment(project, "settings", "integrations", "new")
            .encode()
            .toUriString();
    }

    static String edit(String project, String name) {
        return UriComponentsBuilder.fromPath("/projects")
            .pathSegment(project, "settings", "integrations", name, "edit")
            .encode()
            .toUriString();
    }

    static View redirect(String path) {
        return SeeOther.to(path);
    }

}
