package io.tracebridge.web.page;

import java.util.List;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import org.springframework.stereotype.Component;

/** The integration that a page's address names. */
@Component
public class PageIntegrations {

    private final PageProjects projects;

    private final Integrations integrations;

    PageIntegrations(PageProjects projects, Integrations integrations) {
        this.projects = projects;
        this.integrations = integrations;
    }

    public List<Integration> all(String project) {
        return this.integrations.list(this.projects.get(project).id());
    }

    public Integration get(String project, String name) {
        return this.integrations.find(this.projects.get(project).id(), name)
            .orElseThrow(() -> new PageNotFoundException("There is no integration \"" + name + "\" in this project."));
    }

}
