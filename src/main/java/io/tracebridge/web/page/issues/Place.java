package io.tracebridge.web.page.issues;

import io.tracebridge.project.Project;
import io.tracebridge.triage.GroupRef;
import io.tracebridge.web.page.PageAddress;
import io.tracebridge.web.page.SeeOther;
import org.springframework.web.servlet.view.RedirectView;

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
        return SeeOther.to(PageAddress.group(project, fingerprint));
    }

}
