package io.tracebridge.integration;

import java.util.List;
import java.util.Optional;

import io.tracebridge.tracker.TrackerClient.Check;
import org.springframework.stereotype.Service;

/**
 * Tries an integration again that was in trouble. Only what passes the checks goes on, so
 * that a pause does not end and begin again with every job that waits.
 */
@Service
public class IntegrationRetry {

    private final Integrations integrations;

    private final IntegrationAdmin admin;

    private final PollSchedule schedule;

    private final Redelivery redelivery;

    IntegrationRetry(Integrations integrations, IntegrationAdmin admin, PollSchedule schedule, Redelivery redelivery) {
        this.integrations = integrations;
        this.admin = admin;
        this.schedule = schedule;
        this.redelivery = redelivery;
    }

    /**
     * Asks the tracker; if all is well, ends the pause, makes the next poll due, and has
     * deliveries sent again that went astray. No transaction: it waits for the tracker.
     * @return empty if there is no such integration
     */
    public Optional<Result> retry(long id) {
        return this.integrations.find(id).map(this::retry);
    }

    private Result retry(Integration integration) {
        var checks = this.admin.test(integration);
        if (!checks.stream().allMatch(Check::ok)) {
            return new Result(integration.label(), false, checks, false);
        }
        var resumed = integration.pause().isPresent()
                && this.integrations.resume(integration.id(), integration.pause().get());
        this.schedule.hurry(integration.id());
        if (integration.state() == Integration.State.ENABLED) {
            this.redelivery.ask(integration.id());
        }
        return new Result(integration.label(), true, checks, resumed);
    }

    /**
     * @param label how people name the integration
     * @param resumed whether this ended a pause
     */
    public record Result(String label, boolean ok, List<Check> checks, boolean resumed) {
    }

}
