package io.tracebridge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.PollSchedule;
import io.tracebridge.integration.Trackers;
import io.tracebridge.outbox.Outbox;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.tracker.Capability;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Polling on demand; the engine carries it out. */
@Service
public class PollRequests {

    /** Starts the process; its correlation key is the integration. */
    private static final String POLL_REQUESTED = "poll-requested";

    /** How long it waits while the same integration is being polled on demand. */
    private static final Duration MESSAGE_LIFE = Duration.ofMinutes(2);

    private final PollSchedule schedule;

    private final Trackers trackers;

    private final Outbox outbox;

    private final Clock clock;

    PollRequests(PollSchedule schedule, Trackers trackers, Outbox outbox, Clock clock) {
        this.schedule = schedule;
        this.trackers = trackers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** When its tracker was and will be asked; empty if it is not asked at all. */
    public Optional<PollSchedule.State> state(Integration integration) {
        return polls(integration) ? this.schedule.state(integration.id()) : Optional.empty();
    }

    /**
     * @throws InvalidInputException saying why the tracker is not asked
     */
    @Transactional
    public void poll(Integration integration) {
        if (!can(integration)) {
            throw new InvalidInputException("tracker", "cannot be asked for changes");
        }
        if (!polls(integration)) {
            throw new InvalidInputException("sync",
                    "does not ask for changes: switch pull on, and do not set pollSeconds to 0");
        }
        if (!integration.usable()) {
            throw new InvalidInputException("state",
                    "is not in use; enable the integration, and save it again if the tracker refused its credential");
        }
        this.schedule.hurry(integration.id());
        var now = Instant.now(this.clock);
        this.outbox.add(List.of(Outbox.Entry.message(POLL_REQUESTED, Long.toString(integration.id()),
                integration.id() + "-" + now, MESSAGE_LIFE, Map.of(), now)));
    }

    private boolean polls(Integration integration) {
        var seconds = integration.sync().pollSeconds();
        return can(integration) && integration.sync().pull() && (seconds == null || seconds > 0);
    }

    private boolean can(Integration integration) {
        return this.trackers.knows(integration.tracker())
                && this.trackers.get(integration.tracker()).capabilities().contains(Capability.POLLING);
    }

}
