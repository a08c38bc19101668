package io.tracebridge.tracker.redmine;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * Brings one issue to a status by what its workflow allows this account. Redmine tells
 * only what one issue may become next, never the whole workflow. A way of several steps
 * is therefore planned by what other issues, which have the statuses on it, may become:
 * trying would leave the issue, and everybody's mail, somewhere on a way that leads
 * nowhere.
 */
final class StatusWalk {

    private static final int MOST_STEPS = 3;

    private final RedmineApi api;

    private final Directory directory;

    private final String id;

    private final NamedId target;

    private final FieldValues fields;

    /** Open ones first, then those nearest the wanted one in the admin's order. */
    private final Comparator<NamedId> order;

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
        this.order = Comparator.<NamedId, Boolean>comparing((one) -> directory.closed(one.id()))
            .thenComparing((one) -> Math.abs(place(one) - place(this.target)));
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
        var now = before;
        var entered = new HashSet<NamedId>();
        for (var next : way(before)) {
            try {
                now = step(next);
            }
            catch (Rejected ex) {
                throw takenBack(from, entered, ex);
            }
            entered.add(next);
        }
        return now;
    }

    /** Before 5.0 Redmine does not say what it allows: the step itself will tell. */
    private List<NamedId> way(JsonNode before) {
        if (!before.has("allowed_statuses")) {
            return List.of(this.target);
        }
        var ways = new ArrayDeque<>(List.of(List.<NamedId>of()));
        var been = new HashSet<>(Set.of(status(before)));
        while (!ways.isEmpty()) {
            var way = ways.remove();
            var allowed = way.isEmpty() ? allowed(before) : allowed(way.getLast(), before);
            if (allowed.contains(this.target)) {
                return longer(way, this.target);
            }
            if (way.size() < MOST_STEPS - 1) {
                allowed.stream().filter(been::add).sorted(this.order).forEach((next) -> ways.add(longer(way, next)));
            }
        }
        throw unavailable(("The workflow is not known to lead this account from '%s' to '%s'; it allows %s."
                + " Statuses on the way count only if another issue of the project has them already.")
            .formatted(status(before).name(), this.target.name(), names(allowed(before))), Map.of());
    }

    private static List<NamedId> longer(List<NamedId> way, NamedId next) {
        return Stream.concat(way.stream(), Stream.of(next)).toList();
    }

    /** What the workflow allows from another status, going by an issue that has it. */
    private List<NamedId> allowed(NamedId from, JsonNode like) {
        var filters = Map.of("project_id", like.path("project").path("id").asText(), "tracker_id",
                like.path("tracker").path("id").asText(), "status_id", String.valueOf(from.id()), "sort",
                "updated_on:desc");
        return this.api.issues(filters, 0, 1)
            .issues()
            .stream()
            .findFirst()
            .map((issue) -> allowed(this.api.issue(issue.path("id").asText())))
            .orElse(List.of());
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

    /** Only what we did: somebody else may have brought the issue elsewhere. */
    private Rejected takenBack(NamedId from, Set<NamedId> entered, Rejected why) {
        var now = this.api.issue(this.id);
        if (!entered.contains(status(now))) {
            return why;
        }
        if (allowed(now).contains(from)) {
            this.api.change(this.id, Map.of(StandardField.STATUS.attribute(), from.id()), List.of());
            return why;
        }
        return new Rejected(why.reason(), "%s It came as far as '%s', from where it cannot go back to '%s'."
            .formatted(why.getMessage(), status(now).name(), from.name()), why.fields());
    }

    private int place(NamedId status) {
        return this.directory.statuses().indexOf(status);
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
