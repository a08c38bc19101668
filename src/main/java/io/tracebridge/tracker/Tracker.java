package io.tracebridge.tracker;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.issue.render.PlainRenderer;
import io.tracebridge.sync.GroupState;

/**
 * A kind of issue tracking system: what it is called, what it needs to know, and how to
 * talk to one. Stateless and safe for use by many threads. Implementations know nothing
 * of the database, the engine or the web.
 */
public interface Tracker {

    /** Characters of a description in no tracker's own format. */
    int PREVIEW_LIMIT = 30_000;

    /** The id used in the API, such as {@code jira-cloud}. */
    String id();

    /** The name people read, such as {@code Jira Cloud}. */
    String name();

    /**
     * What an admin fills in, in order: connection first, credential (secret) settings
     * after.
     */
    List<Setting> settings();

    /** Longest title the tracker takes, in code points. */
    int titleLimit();

    /**
     * How long after a create call its issue may still be missing from
     * {@link TrackerClient#findByMarker}. Until then "not found" does not allow a second
     * create call.
     */
    Duration searchDelay();

    /**
     * Opens a client for one integration. Makes no call.
     * @throws IllegalArgumentException naming the setting that is missing or malformed
     */
    TrackerClient connect(Connection connection);

    /**
     * The description as {@link TrackerClient#create} would send it, but for the marker,
     * as far as that can be told without a call.
     */
    default Preview preview(Connection connection, IssueDraft draft) {
        return new Preview(Preview.PLAIN,
                new PlainRenderer().render(draft.description(), Limit.characters(PREVIEW_LIMIT)));
    }

    /** What it can do besides creating, finding and reading issues. */
    default Set<Capability> capabilities() {
        return EnumSet.of(Capability.CREATE, Capability.FIND_BY_MARKER, Capability.READ);
    }

    /**
     * What a status means by the tracker's own categories: the automatic state map. Never
     * fails; an unknown status is open.
     */
    default GroupState meaning(Issue.Status status) {
        throw new UnsupportedOperationException("this tracker cannot: " + Capability.STATE_MAP.title());
    }

    /** Empty where the tracker calls nobody. */
    default Optional<Webhooks> webhooks() {
        return Optional.empty();
    }

}
