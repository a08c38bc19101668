package io.tracebridge.web.page.issues;

import io.tracebridge.project.Project;
import io.tracebridge.triage.GroupRef;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/** The group that a page's address names. */
record Place(Project project, GroupRef group) {

    String fingerprint() {
        return this.group.fingerprint();
    }

    /** Back to the group's page, where the card shows what became of it. */
    RedirectView groupPage() {
        return groupPage(this.project.name(), fingerprint());
    }

    static RedirectView groupPage(String project, String fingerprint) {
        var view = new RedirectView(UriComponentsBuilder.fromPath("/projects")
            .pathSegment(project, "groups", fingerprint)
            .encode()
            .toUriString(), true);
        view.setExpandUriTemplateVariables(false);
        view.setExposeModelAttributes(false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return view;
    }

}
