package io.tracebridge.web.page.wizard;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
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
        var view = new RedirectView(path, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExpandUriTemplateVariables(false);
        view.setExposeModelAttributes(false);
        return view;
    }

}
