package io.tracebridge.web.page.triage;

import java.util.List;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import org.springframework.stereotype.Component;

/**
 * What the menu of a group offers ({@code triage/actions :: menu}); a page that shows it
 * has this as its model attribute {@code actions}.
 */
@Component
public class GroupActions {

    private final Integrations integrations;

    GroupActions(Integrations integrations) {
        this.integrations = integrations;
    }

    public Actions of(long projectId) {
        return new Actions(
                this.integrations.list(projectId).stream().filter(Integration::usable).map(Integration::name).toList());
    }

    /**
     * @param integrations names of those in which an issue can be created now
     */
    public record Actions(List<String> integrations) {
    }

}
