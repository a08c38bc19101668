package io.tracebridge.web.page.settings;

import java.util.List;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.web.page.PageNotFoundException;
import io.tracebridge.web.page.PageProjects;
import org.springframework.stereotype.Component;

/** The integration that a page's address names. */
@Component
class PageIntegrations {

    private final PageProjects projects;

    private final Integrations integrations;

    PageIntegrations(PageProjects projects, Integrations integrations) {
        this.projects = projects;
        this.integrations = integrations;
    }

    List<Integration> all(String project) {
        return this.integrations.list(this.projects.get(project).id());
    }

    Integration get(String project, String name) {
        return this.integrations.find(this.projects.get(project).id(), name)
            .orElseThrow(() -> new PageNotFoundException("There is no integration " + name + " in this project."));
    }

}
