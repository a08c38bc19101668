package io.tracebridge.triage;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.tracebridge.project.InvalidInputException;

/**
 * In which order groups are listed; the latest, the most, or what needs attention first.
 */
public enum GroupSort {

    LAST_SEEN("g.last_seen desc, g.id desc", "(g.last_seen, g.id) < (:at, :id)"),

    FIRST_SEEN("g.first_seen desc, g.id desc", "(g.first_seen, g.id) < (:at, :id)"),

    REPORTS("g.report_count desc, g.id desc", "(g.report_count, g.id) < (:rank, :id)"),

    /** Open, in progress, resolved, muted; those seen last first. */
    STATE("array_position(array['open', 'in-progress', 'resolved', 'muted'], g.state), g.last_seen desc, g.id desc", """
            (array_position(array['open', 'in-progress', 'resolved', 'muted'], g.state) > :rank
              or array_position(array['open', 'in-progress', 'resolved', 'muted'], g.state) = :rank
                and (g.last_seen, g.id) < (:at, :id))""");

    private final String order;

    private final String after;

    GroupSort(String order, String after) {
        this.order = order;
        this.after = after;
    }

    /** What {@code order by} says. */
    String order() {
        return this.order;
    }

    /** True of the groups behind a {@link Place}. */
    String after() {
        return this.after;
    }

    /** As addresses spell it: {@code last-seen}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @param id null or blank for the usual order, by when they were last seen
     */
    public static GroupSort of(String id) {
        if (id == null || id.isBlank()) {
            return LAST_SEEN;
        }
        return Arrays.stream(values())
            .filter((sort) -> sort.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new InvalidInputException("sort",
                    "must be one of " + Arrays.stream(values()).map(GroupSort::id).collect(Collectors.joining(", "))));
    }

}
