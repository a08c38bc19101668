package io.tracebridge.web.api;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import org.springframework.stereotype.Component;

/** The integration that a path names. */
@Component
class IntegrationLookup {

    private final Integrations integrations;

    private final ProjectLookup projects;

    IntegrationLookup(Integrations integrations, ProjectLookup projects) {
        this.integrations = integrations;
        this.projects = projects;
    }

    Integration get(String project, String name) {
        return this.integrations.find(this.projects.get(project).id(), name)
            .orElseThrow(() -> NotFoundException.integration(name));
    }

}
