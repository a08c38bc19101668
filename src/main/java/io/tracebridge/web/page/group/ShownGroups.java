package io.tracebridge.web.page.group;

import java.util.Optional;

import io.tracebridge.triage.GroupQueries;
import io.tracebridge.web.page.PageNotFoundException;
import io.tracebridge.web.page.PageProjects;
import org.springframework.stereotype.Component;

/** The group that a page's address names. */
@Component
class ShownGroups {

    private final PageProjects projects;

    private final GroupQueries groups;

    ShownGroups(PageProjects projects, GroupQueries groups) {
        this.projects = projects;
        this.groups = groups;
    }

    ShownGroup get(String project, String fingerprint) {
        var found = this.projects.get(project);
        return Optional.of(fingerprint)
            .filter((text) -> text.matches("[0-9a-f]{64}"))
            .flatMap((text) -> this.groups.head(found.id(), text))
            .map((head) -> new ShownGroup(found, head))
            .orElseThrow(() -> new PageNotFoundException("There is no group " + fingerprint + " in this project."));
    }

    /** What an address names by number. */
    static long number(String id) {
        try {
            return Long.parseLong(id);
        }
        catch (NumberFormatException ex) {
            throw new PageNotFoundException("There is no " + id + " here.");
        }
    }

}
