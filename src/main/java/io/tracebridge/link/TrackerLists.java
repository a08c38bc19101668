package io.tracebridge.link;

import java.util.List;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.Trackers;
import io.tracebridge.issue.PlainText;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException;
import org.springframework.stereotype.Component;

/**
 * Asks a tracker for what a form offers to choose from. A tracker that cannot be asked
 * holds nobody up: people can write what they would have chosen.
 */
@Component
class TrackerLists {

    private static final int LONGEST_NOTE = 500;

    private final Integrations integrations;

    private final Trackers trackers;

    TrackerLists(Integrations integrations, Trackers trackers) {
        this.integrations = integrations;
        this.trackers = trackers;
    }

    Lists read(Integration integration) {
        var tracker = this.trackers.get(integration.tracker());
        if (!tracker.capabilities().contains(Capability.CATALOG)) {
            return new Lists(List.of(), List.of(), "");
        }
        if (!integration.usable()) {
            return new Lists(List.of(), List.of(), note(tracker.name(), integration.label() + " is "
                    + integration.pause().map((pause) -> "paused: " + pause.reason()).orElse("stopped")));
        }
        List<Catalog.Field> fields = List.of();
        try {
            var catalog = this.trackers.connect(integration).catalog();
            fields = catalog.fields();
            return new Lists(fields, catalog.people(""), "");
        }
        catch (TrackerException ex) {
            if (ex instanceof TrackerException.CredentialRefused) {
                this.integrations.pause(integration.id(), ex.getMessage());
            }
            return new Lists(fields, List.of(), note(tracker.name(), ex.getMessage()));
        }
    }

    private static String note(String tracker, String why) {
        return PlainText.cut("What " + tracker + " offers is missing here, so write it as " + tracker + " spells it: "
                + PlainText.oneLine(why), LONGEST_NOTE);
    }

    /**
     * @param note why a list is missing; empty when none is
     */
    record Lists(List<Catalog.Field> fields, List<Issue.Account> people, String note) {
    }

}
