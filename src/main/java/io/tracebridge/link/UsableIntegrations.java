package io.tracebridge.link;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import org.springframework.stereotype.Component;

/** The integration that a person names for an issue. */
@Component
class UsableIntegrations {

    private final Integrations integrations;

    UsableIntegrations(Integrations integrations) {
        this.integrations = integrations;
    }

    /**
     * A paused one will do: its issues wait.
     * @throws InvalidInputException when there is none of that name, or it is disabled
     */
    Integration get(Project project, String name) {
        if (name == null || name.isBlank()) {
            throw new InvalidInputException("integration", "must name an integration of this project");
        }
        IssueDetails.text("integration", name, 256);
        var integration = this.integrations.find(project.id(), name)
            .orElseThrow(() -> new InvalidInputException("integration",
                    "is not known: this project has no integration \"" + name + "\""));
        if (integration.state() == Integration.State.DISABLED) {
            throw new InvalidInputException("integration", "is disabled; an admin can enable it");
        }
        return integration;
    }

    /**
     * One that was found before this transaction began, kept from being deleted until it
     * ends.
     * @return as it is now
     * @throws RequestRefused if it was deleted meanwhile
     */
    Integration hold(Integration found) {
        return this.integrations.hold(found.id()).orElseThrow(() -> deleted(found));
    }

    static RequestRefused deleted(Integration integration) {
        return new RequestRefused(
                "Somebody deleted the integration \"" + integration.name() + "\" at this moment; choose another one.");
    }

}
