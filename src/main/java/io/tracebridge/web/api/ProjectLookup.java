package io.tracebridge.web.api;

import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.springframework.stereotype.Component;

/** The project that a path names. */
@Component
class ProjectLookup {

    private final Projects projects;

    ProjectLookup(Projects projects) {
        this.projects = projects;
    }

    Project get(String name) {
        return this.projects.find(name).orElseThrow(() -> new NotFoundException("There is no project " + name + "."));
    }

}
