package io.tracebridge.integration;

import java.util.List;
import java.util.Optional;

import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException;
import org.springframework.stereotype.Component;

/** Looks for people in an integration's tracker. */
@Component
public class TrackerPeople {

    private final Trackers trackers;

    TrackerPeople(Trackers trackers) {
        this.trackers = trackers;
    }

    /**
     * @param query beginning or part of a name, login or e-mail address; empty for
     * anybody
     * @return at most 50; empty if the tracker lists nobody
     * @throws TrackerException if it cannot be asked now
     */
    public Optional<List<Issue.Account>> find(Integration integration, String query) {
        return this.trackers.get(integration.tracker()).capabilities().contains(Capability.CATALOG)
                ? Optional.of(this.trackers.connect(integration).catalog().people(query)) : Optional.empty();
    }

}
