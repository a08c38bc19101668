package io.tracebridge.web.page.group;

import io.tracebridge.project.Project;
import io.tracebridge.triage.GroupQueries;
import io.tracebridge.web.page.PageAddress;
import io.tracebridge.web.page.SeeOther;
import org.springframework.web.servlet.view.RedirectView;

/** The group that a page is about. */
record ShownGroup(Project project, GroupQueries.Head head) {

    long id() {
        return this.head.group().id();
    }

    String fingerprint() {
        return this.head.group().fingerprint();
    }

    /** After a change: the group's page, by GET. */
    RedirectView redirect() {
        return SeeOther.to(PageAddress.group(this.project.name(), fingerprint()));
    }

}
