package io.tracebridge.tracker.jira;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * Brings one issue to one status. Jira shows of a workflow only the steps that lead on
 * from where the issue stands, so the way is found by going it. Used once.
 */
final class StatusChange {

    /** Statuses to pass through on the way. */
    private static final int MOST_HOPS = 3;

    /** Work in progress is passed through first, ends last: they notify and resolve. */
    private static final Comparator<Transition> BY_HARM = Comparator
        .comparingInt((step) -> switch (step.to().category()) {
            case "indeterminate" -> 0;
            case "done" -> 2;
            default -> 1;
        });

    private final JiraApi api;

    private final IssueReader reader;

    private final FieldValues values;

    private final String issue;

    private final String status;

    private final Map<String, String> given;

    /** Where the issue has been, as id. */
    private final Set<String> visited = new LinkedHashSet<>();

    /**
     * @param key a status id, with the resolution behind a colon or without
     * @param given field id or name to text
     */
    StatusChange(JiraApi api, IssueReader reader, String issue, String key, Map<String, String> given) {
        this.api = api;
        this.reader = reader;
        this.values = new FieldValues(api::richText, api.accountKey());
        this.issue = issue;
        var parts = key.split(":", 2);
        this.status = parts[0];
        this.given = new HashMap<>(given);
        if (parts.length == 2) {
            this.given.keySet().removeIf("resolution"::equalsIgnoreCase);
            this.given.put("resolution", parts[1]);
        }
    }

    Issue run(String key) {
        var now = this.reader.issue(this.api.issue(this.issue));
        if (now.status().id().equals(this.status)) {
            return key.equals(this.status) || key.equals(now.status().key()) ? now : resolve();
        }
        this.visited.add(now.status().id());
        try {
            walk(now);
        }
        catch (Rejected ex) {
            throw (this.visited.size() == 1) ? ex : putBack(now.status(), ex);
        }
        return this.reader.issue(this.api.issue(this.issue));
    }

    /** It is done already, but for another reason. */
    private Issue resolve() {
        try {
            this.api.edit(this.issue, Map.of("resolution", Map.of("name", this.given.get("resolution"))));
        }
        catch (Rejected ex) {
            throw unavailable("The issue has the status already, and Jira does not let its resolution be changed to '"
                    + this.given.get("resolution") + "': " + ex.getMessage(), ex.fields());
        }
        return this.reader.issue(this.api.issue(this.issue));
    }

    private void walk(Issue from) {
        for (var hops = 0;; hops++) {
            var offered = offered();
            var direct = offered.stream().filter((step) -> step.to().id().equals(this.status)).toList();
            if (!direct.isEmpty()) {
                take(passable(direct), true);
                return;
            }
            if (hops == 0) {
                known(from);
            }
            var next = (hops < MOST_HOPS) ? hop(offered) : Optional.<Transition>empty();
            if (next.isEmpty()) {
                throw unavailable(
                        "Jira's workflow offers no way to the status within %d steps; from where it looked last it leads to %s."
                            .formatted(MOST_HOPS + 1, names(offered)),
                        Map.of());
            }
            take(next.get(), false);
            this.visited.add(next.get().to().id());
        }
    }

    private Optional<Transition> hop(List<Transition> offered) {
        return offered.stream()
            .filter((step) -> !this.visited.contains(step.to().id()) && step.missing(this.given).isEmpty())
            .min(BY_HARM);
    }

    /** Several steps may lead to one status; the first wins that needs nothing more. */
    private Transition passable(List<Transition> direct) {
        return direct.stream().filter((step) -> step.missing(this.given).isEmpty()).findFirst().orElseThrow(() -> {
            var step = direct.getFirst();
            var missing = step.missing(this.given);
            var words = missing.entrySet()
                .stream()
                .map((field) -> field.getKey() + " " + field.getValue())
                .collect(Collectors.joining("; "));
            return unavailable("Jira's transition '%s' to %s asks for more than was given: %s.".formatted(step.name(),
                    step.to().name(), words), missing);
        });
    }

    private void take(Transition step, boolean last) {
        try {
            this.api.transition(this.issue, step.id(), step.fill(this.given, last, this.values));
        }
        catch (IllegalArgumentException ex) {
            throw unavailable("Jira's transition '%s' does not take it: %s.".formatted(step.name(), ex.getMessage()),
                    Map.of());
        }
        catch (Rejected ex) {
            throw (ex.reason() != Reason.INVALID_FIELD) ? ex : unavailable(
                    "Jira's transition '%s' to %s: %s".formatted(step.name(), step.to().name(), ex.getMessage()),
                    ex.fields());
        }
        catch (TrackerException.Unavailable ex) {
            afterDoubt(step, ex);
        }
    }

    /**
     * Data Center answers 500 to a transition that is not, or no longer, on offer, which
     * looks like any other breakdown. How the issue stands tells them apart.
     */
    private void afterDoubt(Transition step, TrackerException.Unavailable doubt) {
        var now = this.reader.issue(this.api.issue(this.issue));
        if (now.status().id().equals(step.to().id())) {
            return;
        }
        if (offered().stream().anyMatch((other) -> other.id().equals(step.id()))) {
            throw doubt;
        }
        throw unavailable("Jira no longer offers the transition '%s': the issue stands in %s meanwhile."
            .formatted(step.name(), now.status().name()), Map.of());
    }

    /** Before the issue is moved anywhere, there must be somewhere to move it. */
    private void known(Issue from) {
        var project = from.ref().key().replaceFirst("-[0-9]+$", "");
        var statuses = this.api.statuses(project)
            .stream()
            .flatMap((type) -> JiraApi.list(type.path("statuses")).stream())
            .toList();
        if (statuses.stream().noneMatch((known) -> known.path("id").asText().equals(this.status))) {
            var names = statuses.stream().map(StatusChange::named).distinct().collect(Collectors.joining(", "));
            throw unavailable(
                    "Project %s has no status with the id '%s'; it has %s.".formatted(project, this.status, names),
                    Map.of());
        }
    }

    private static String named(JsonNode status) {
        return status.path("name").asText() + " (" + status.path("id").asText() + ")";
    }

    private static String names(List<Transition> offered) {
        var names = offered.stream().map((step) -> step.to().name()).distinct().collect(Collectors.joining(", "));
        return names.isEmpty() ? "nowhere" : names;
    }

    /** What was moved on the way shall not stay there for nothing. */
    private Rejected putBack(Issue.Status start, Rejected why) {
        var outcome = back(start.id()) ? "It was put back into " + start.name() + "."
                : "It could not be put back into " + start.name() + ".";
        return new Rejected(why.reason(), why.getMessage() + " " + outcome, why.fields());
    }

    /** The shortest way that shows, else the way it came. */
    private boolean back(String start) {
        for (var before : List.copyOf(this.visited).reversed().subList(1, this.visited.size())) {
            var offered = offered();
            var step = stepTo(start, offered).or(() -> stepTo(before, offered));
            if (step.isEmpty()) {
                return false;
            }
            take(step.get(), false);
            if (step.get().to().id().equals(start)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Transition> stepTo(String status, List<Transition> offered) {
        return offered.stream()
            .filter((step) -> step.to().id().equals(status) && step.missing(this.given).isEmpty())
            .findFirst();
    }

    private List<Transition> offered() {
        return this.api.transitions(this.issue).stream().map(Transition::of).toList();
    }

    private static Rejected unavailable(String message, Map<String, String> fields) {
        return new Rejected(Reason.TRANSITION_UNAVAILABLE, message, fields);
    }

}
