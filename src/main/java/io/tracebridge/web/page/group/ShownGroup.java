package io.tracebridge.web.page.group;

import io.tracebridge.project.Project;
import io.tracebridge.triage.GroupQueries;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

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
        var view = new RedirectView(address(this.project.name(), fingerprint()), true, true, false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return view;
    }

    static String address(String project, String fingerprint) {
        return UriComponentsBuilder.fromPath("/projects")
            .pathSegment(project, "groups", fingerprint)
            .encode()
            .toUriString();
    }

}
