package io.tracebridge.web.page.issues;

import io.tracebridge.triage.GroupLookup;
import io.tracebridge.web.page.PageNotFoundException;
import io.tracebridge.web.page.PageProjects;
import org.springframework.stereotype.Component;

/** Finds the group that a page's address names. */
@Component
class Places {

    private final PageProjects projects;

    private final GroupLookup groups;

    Places(PageProjects projects, GroupLookup groups) {
        this.projects = projects;
        this.groups = groups;
    }

    Place get(String project, String fingerprint) {
        var found = this.projects.get(project);
        return new Place(found,
                this.groups.find(found.id(), fingerprint)
                    .orElseThrow(() -> new PageNotFoundException(
                            "There is no group " + fingerprint + " in project " + project + ".")));
    }

}
