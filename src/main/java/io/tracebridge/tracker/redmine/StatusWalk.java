package io.tracebridge.tracker.redmine;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * Brings one issue to a status by what its workflow allows this account. Redmine tells
 * only the next statuses, never the whole workflow, so a way of several steps is felt
 * for: through open statuses first, and those that stand nearest the wanted one in the
 * admin's order. What leads nowhere is taken back.
 */
final class StatusWalk {

    private static final int MOST_STEPS = 3;

    private final RedmineApi api;

    private final Directory directory;

    private final String id;

    private final NamedId target;

    private final FieldValues fields;

    /**
     * @param status id of the wanted status
     * @param fields what the workflow asks for
     * @throws Rejected if there is no such status, or a field is wrong
     */
    StatusWalk(RedmineApi api, Directory directory, String id, String status, Map<String, String> fields) {
        this.api = api;
        this.directory = directory;
        this.id = id;
        this.target = directory.statuses()
            .stream()
            .filter((one) -> String.valueOf(one.id()).equals(status))
            .findFirst()
            .orElseThrow(() -> unavailable(
                    "Redmine has no status '%s'; it has %s.".formatted(status, NamedId.names(directory.statuses())),
                    Map.of()));
        this.fields = new FieldValues(directory);
        fields.forEach(this.fields::fill);
        this.fields.mustBeRight();
    }

    /** The issue as it is at the end. */
    JsonNode walk() {
        var before = this.api.issue(this.id);
        var from = status(before);
        if (from.equals(this.target)) {
            return before;
        }
        try {
            return steps(before);
        }
        catch (Rejected ex) {
            throw takenBack(from, ex);
        }
    }

    private JsonNode steps(JsonNode before) {
        var now = before;
        var been = new HashSet<NamedId>();
        for (var left = MOST_STEPS; left > 0 && !status(now).equals(this.target); left--) {
            been.add(status(now));
            now = step(next(now, been, left));
        }
        return now;
    }

    /** Before 5.0 Redmine does not say what it allows: the step itself will tell. */
    private NamedId next(JsonNode now, Set<NamedId> been, int left) {
        var allowed = allowed(now);
        if (allowed.contains(this.target) || !now.has("allowed_statuses")) {
            return this.target;
        }
        return Optional.of(left)
            .filter((steps) -> steps > 1)
            .flatMap((steps) -> allowed.stream()
                .filter((status) -> !been.contains(status))
                .min(Comparator.<NamedId, Boolean>comparing((status) -> this.directory.closed(status.id()))
                    .thenComparing(this::distance)))
            .orElseThrow(() -> unavailable(
                    "The workflow does not lead this account from '%s' to '%s'; from there it allows %s.".formatted(
                            status(now).name(), this.target.name(), allowed.isEmpty() ? "nothing" : names(allowed)),
                    Map.of()));
    }

    private JsonNode step(NamedId next) {
        var change = new LinkedHashMap<String, Object>(this.fields.json());
        change.put(StandardField.STATUS.attribute(), next.id());
        try {
            this.api.change(this.id, change, this.fields.labels());
        }
        catch (Rejected ex) {
            throw (ex.reason() == Reason.INVALID_FIELD)
                    ? unavailable("On the way to '%s': %s".formatted(next.name(), ex.getMessage()), ex.fields()) : ex;
        }
        var now = this.api.issue(this.id);
        if (!status(now).equals(next)) {
            throw unavailable(("Redmine ignored the change to '%s', the issue is at '%s'; it allows this account %s,"
                    + " given the permission Edit issues.")
                .formatted(next.name(), status(now).name(), names(allowed(now))), Map.of());
        }
        return now;
    }

    private Rejected takenBack(NamedId from, Rejected why) {
        var now = this.api.issue(this.id);
        if (status(now).equals(from)) {
            return why;
        }
        if (allowed(now).contains(from)) {
            this.api.change(this.id, Map.of(StandardField.STATUS.attribute(), from.id()), List.of());
            return why;
        }
        return new Rejected(why.reason(), "%s It came as far as '%s', from where it cannot go back to '%s'."
            .formatted(why.getMessage(), status(now).name(), from.name()), why.fields());
    }

    private int distance(NamedId status) {
        var order = this.directory.statuses();
        return Math.abs(order.indexOf(status) - order.indexOf(this.target));
    }

    private static NamedId status(JsonNode issue) {
        return NamedId.of(issue.path("status"));
    }

    /** With the present one, which Redmine counts among them. */
    private static List<NamedId> allowed(JsonNode issue) {
        return NamedId.list(issue.path("allowed_statuses"));
    }

    private static String names(List<NamedId> statuses) {
        return statuses.isEmpty() ? "no other" : NamedId.names(statuses);
    }

    private static Rejected unavailable(String message, Map<String, String> fields) {
        return new Rejected(Reason.TRANSITION_UNAVAILABLE, message, fields);
    }

}
