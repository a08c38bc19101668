package io.tracebridge.web.page.wizard;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.web.page.PageNotFoundException;
import io.tracebridge.web.page.PageProjects;
import org.springframework.stereotype.Component;

/** The integration that an address names. */
@Component
class WizardIntegrations {

    private final PageProjects projects;

    private final Integrations integrations;

    WizardIntegrations(PageProjects projects, Integrations integrations) {
        this.projects = projects;
        this.integrations = integrations;
    }

    Integration get(String project, String name) {
        return this.integrations.find(this.projects.get(project).id(), name)
            .orElseThrow(() -> new PageNotFoundException("There is no integration \"" + name + "\" in this project."));
    }

}
