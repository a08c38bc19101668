package io.tracebridge.integration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException;

/** What is refused of the third step: directions, state map, people. */
final class SyncChecks {

    private static final int LONGEST_NAME = 256;

    /** The process looks once a minute who is due. */
    private static final int SHORTEST_POLL_SECONDS = 60;

    private static final int LONGEST_POLL_SECONDS = 86_400;

    private SyncChecks() {
    }

    static void settings(SyncSettings sync) {
        oneOf("sync.onLink", sync.onLink(), Set.of("tracker", "group"));
        oneOf("sync.onConflict", sync.onConflict(), Set.of("tracker", "group", "newest", "ask"));
        states(sync);
        people(sync);
        pollSeconds(sync.pollSeconds());
    }

    private static void pollSeconds(Integer seconds) {
        require(seconds == null || seconds == 0
                || (seconds >= SHORTEST_POLL_SECONDS && seconds <= LONGEST_POLL_SECONDS), "sync.pollSeconds",
                "must be from %d to %d, or 0 for never; leave it out for the program's own choice"
                    .formatted(SHORTEST_POLL_SECONDS, LONGEST_POLL_SECONDS));
    }

    /**
     * Every status that the admin named is one that the tracker has. Not asked is the
     * tracker that does not answer: an admin may configure before it runs.
     */
    static void statuses(SyncSettings sync, Catalog catalog) {
        if (sync.states().isEmpty()) {
            return;
        }
        try {
            statuses(sync, catalog.statuses());
        }
        catch (TrackerException ex) {
            return;
        }
    }

    static void statuses(SyncSettings sync, List<Issue.Status> statuses) {
        var known = new HashSet<String>();
        for (var status : statuses) {
            known.add(status.key());
            known.add(status.id());
        }
        sync.states().forEach((state, named) -> named.forEach((status) -> {
            // A resolution may be one that no list of statuses shows.
            var id = status.contains(":") ? status.substring(0, status.indexOf(':')) : status;
            require(known.contains(status) || known.contains(id), "sync.states." + state,
                    "names the status \"" + status + "\", which the tracker does not have; it has "
                            + String.join(", ", known.stream().sorted().limit(50).toList()));
        }));
    }

    private static void states(SyncSettings sync) {
        var stateOf = new HashMap<String, String>();
        new TreeMap<>(sync.states()).forEach((state, statuses) -> {
            var field = "sync.states." + state;
            require(GroupState.of(state).isPresent(), field,
                    "is not a group state; those are open, in-progress, resolved, muted");
            require(!statuses.isEmpty(), field,
                    "needs at least one status of the tracker; leave it out for the automatic ones");
            for (var status : statuses) {
                require(status != null && !status.isBlank(), field, "must not list an empty status");
                var other = stateOf.put(status, state);
                require(other == null, field, "lists the status \"" + status + "\", as sync.states." + other
                        + " does; a status can come back to one state only");
            }
        });
    }

    private static void people(SyncSettings sync) {
        var userOf = new HashMap<String, String>();
        for (Map.Entry<String, String> person : new TreeMap<>(sync.people()).entrySet()) {
            var field = "sync.people." + person.getKey();
            require(!person.getKey().isBlank() && person.getKey().length() <= LONGEST_NAME, field,
                    "must be named by a user of at most " + LONGEST_NAME + " characters");
            require(!person.getValue().isBlank() && person.getValue().length() <= LONGEST_NAME, field,
                    "needs the account's id at the tracker, of at most " + LONGEST_NAME + " characters");
            var other = userOf.put(person.getValue(), person.getKey());
            require(other == null, field, "has the account of " + other + ", too; an account can be one user's only");
        }
    }

    private static void oneOf(String field, String value, Set<String> allowed) {
        require(allowed.contains(value), field,
                "must be one of " + String.join(", ", allowed.stream().sorted().toList()));
    }

    private static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw new InvalidInputException(field, message);
        }
    }

}
