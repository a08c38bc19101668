package io.tracebridge.link;

import java.time.Duration;
import java.util.List;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.PollLeases;
import io.tracebridge.integration.PollSchedule;
import io.tracebridge.integration.Redelivery;
import io.tracebridge.integration.Trackers;
import io.tracebridge.integration.WebhookGap;
import io.tracebridge.issue.PlainText;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Asks trackers what changed and marks our links to it. Trouble with a tracker is that
 * integration's own: it is shown there, and asked again later and later.
 */
@Service
public class Polling {

    private static final Logger log = LoggerFactory.getLogger(Polling.class);

    /** How long an integration waits for a worker that died; a living one renews it. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration RENEWAL = Duration.ofSeconds(20);

    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    /** Trying again will hardly mend it, and each time leaves an incident. */
    private static final Duration AFTER_OWN_FAULT = Duration.ofMinutes(30);

    private static final int LONGEST_WORDS = 1000;

    private final PollLeases leases;

    private final PollSchedule schedule;

    private final Integrations integrations;

    private final Trackers trackers;

    private final PolledLinks links;

    private final WebhookGap gap;

    private final Redelivery redelivery;

    private final LinkMeters meters;

    Polling(PollLeases leases, PollSchedule schedule, Integrations integrations, Trackers trackers, PolledLinks links,
            WebhookGap gap, Redelivery redelivery, LinkMeters meters) {
        this.leases = leases;
        this.schedule = schedule;
        this.integrations = integrations;
        this.trackers = trackers;
        this.links = links;
        this.gap = gap;
        this.redelivery = redelivery;
        this.meters = meters;
    }

    /**
     * Takes the integrations whose tracker is to be asked now. Whoever took one and does
     * not poll it makes it wait for two minutes, no longer.
     */
    public List<Long> due() {
        var pollable = this.trackers.all()
            .stream()
            .filter((tracker) -> tracker.capabilities().contains(Capability.POLLING))
            .map(Tracker::id)
            .toList();
        return this.leases.claim(pollable, LEASE);
    }

    /** Never fails for what the tracker did. */
    public Result poll(long integrationId) {
        try (var held = new HeldLease(() -> this.leases.renew(integrationId, LEASE), RENEWAL)) {
            var integration = this.integrations.find(integrationId).filter(Polling::wanted).orElse(null);
            return (integration != null) ? counted(integration, poll(integration)) : Result.NONE;
        }
        finally {
            this.leases.release(integrationId);
        }
    }

    private Result counted(Integration integration, Result result) {
        if (result != Result.NONE) {
            this.meters.poll(integration, result.outcome());
        }
        return result;
    }

    private static boolean wanted(Integration integration) {
        return integration.usable() && integration.sync().pull();
    }

    private Result poll(Integration integration) {
        try {
            var place = this.schedule.begin(integration.id()).orElse(null);
            return (place != null) ? look(integration, place) : Result.NONE;
        }
        catch (TrackerException ex) {
            return trouble(integration, ex, 0);
        }
        catch (RuntimeException ex) {
            this.schedule.failed(integration.id(),
                    "a fault in the program (" + ex.getClass().getSimpleName() + "); its incident in Operate says more",
                    AFTER_OWN_FAULT);
            throw ex;
        }
    }

    private Result look(Integration integration, PollSchedule.Place place) {
        var answer = PollAnswer.read(this.trackers.connect(integration), place.cursor());
        var found = this.links.take(place, answer);
        if (found.news() > 0) {
            this.gap.pollingFound(integration.id(), found.news());
            this.redelivery.ask(integration.id());
        }
        if (answer.trouble().isPresent()) {
            return trouble(integration, answer.trouble().get(), found.links());
        }
        if (answer.more()) {
            this.schedule.goOn(integration.id());
            return new Result("more", found.links());
        }
        this.schedule.done(integration.id());
        return new Result("done", found.links());
    }

    private Result trouble(Integration integration, TrackerException trouble, int links) {
        var words = PlainText.cut(PlainText.oneLine(trouble.getMessage()), LONGEST_WORDS);
        log.info("Could not ask the tracker of {} what changed: {}", integration.label(), words);
        var wait = switch (trouble) {
            case TrackerException.RateLimited limited -> limited.retryAfter();
            case TrackerException.Unavailable away -> away.retryAfter().orElse(Duration.ZERO);
            default -> Duration.ZERO;
        };
        this.schedule.failed(integration.id(), words, (wait.compareTo(LONGEST_WAIT) < 0) ? wait : LONGEST_WAIT);
        if (trouble instanceof TrackerException.CredentialRefused) {
            this.integrations.pause(integration.id(), words);
        }
        return new Result("failed", links);
    }

    /**
     * @param outcome {@code done}; {@code more} when the tracker has more to tell;
     * {@code failed} when it did not answer; {@code none} when it is not to be asked any
     * more
     * @param links how many were marked
     */
    public record Result(String outcome, int links) {

        static final Result NONE = new Result("none", 0);

    }

}
