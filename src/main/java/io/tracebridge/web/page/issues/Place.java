package io.tracebridge.web.page.issues;

import io.tracebridge.web.page.SeeOther;
import io.tracebridge.project.Project;
import io.tracebridge.triage.GroupRef;
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
        return SeeOther.to(UriComponentsBuilder.fromPath("/projects")
            .pathSegment(project, "groups", fingerprint)
            .encode()
            .toUriString());
    }

}
