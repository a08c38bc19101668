package io.tracebridge.web.page.settings;

import java.util.List;
import java.util.SortedMap;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationStatus;
import io.tracebridge.integration.PollSchedule;
import io.tracebridge.integration.Warning;
import io.tracebridge.integration.WebhookSettings;

/**
 * An integration in the list, with all that is known of how it fares.
 *
 * @param tracker its name for people
 * @param pausedBecause why the program stopped using it; null while it does not
 * @param waiting whether the tracker's rate limit holds it up now
 * @param webhooks whether its tracker has any
 * @param polling null where the tracker is not asked
 * @param people our user to the tracker's account
 */
record IntegrationRow(long id, String name, String tracker, Integration.State state, String pausedBecause,
        IntegrationStatus.Status status, boolean waiting, long links, boolean webhooks, WebhookSettings.Status webhook,
        PollSchedule.State polling, SortedMap<String, String> people, List<Warning> warnings) {

    public boolean running() {
        return this.state == Integration.State.ENABLED && this.pausedBecause == null;
    }

    public boolean off() {
        return this.state == Integration.State.DISABLED;
    }

    public String stateText() {
        return switch (this.state) {
            case DISABLED -> "switched off";
            case STOPPED -> "paused";
            case ENABLED ->
                (this.pausedBecause != null) ? "paused by the program" : this.waiting ? "waiting" : "in use";
        };
    }

    public String color() {
        return switch (this.state) {
            case DISABLED -> "state-muted";
            case STOPPED -> "state-waiting";
            case ENABLED ->
                (this.pausedBecause != null) ? "state-open" : this.waiting ? "state-waiting" : "state-resolved";
        };
    }

}
