package io.tracebridge.web.page;

import java.util.List;

import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.springframework.stereotype.Component;

/** The project that a page's address names. */
@Component
public class PageProjects {

    private final Projects projects;

    PageProjects(Projects projects) {
        this.projects = projects;
    }

    public Project get(String name) {
        return this.projects.find(name)
            .orElseThrow(() -> new PageNotFoundException("There is no project " + name + "."));
    }

    List<Project> all() {
        return this.projects.list();
    }

}
