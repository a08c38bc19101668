package io.tracebridge.tracker.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tracebridge.tracker.Remembered;
import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/** Asks Jira, step by step, whether issues can be created. A failed step ends it. */
final class JiraCheck {

    private static final List<String> TO_CREATE = List.of("BROWSE_PROJECTS", "CREATE_ISSUES");

    private static final List<String> TO_SYNCHRONISE = List.of("EDIT_ISSUES", "ASSIGN_ISSUES", "TRANSITION_ISSUES",
            "ADD_COMMENTS", "LINK_ISSUES");

    private final JiraApi api;

    private final Remembered<CreateScreen> screen;

    private final String projectKey;

    JiraCheck(JiraApi api, Remembered<CreateScreen> screen, String projectKey) {
        this.api = api;
        this.screen = screen;
        this.projectKey = projectKey;
    }

    List<Check> run() {
        var checks = new ArrayList<Check>();
        for (var step : List.of(new Step("credential", this::credential), new Step("project", this::project),
                new Step("permissions", this::permissions), new Step("issue type", this::issueType))) {
            checks.add(step.check());
            if (!checks.getLast().ok()) {
                break;
            }
        }
        return List.copyOf(checks);
    }

    private String credential() {
        return "Signed in as " + this.api.myself().path("displayName").asText() + ".";
    }

    private String project() {
        return "%s is %s.".formatted(this.projectKey, this.api.project(this.projectKey).path("name").asText());
    }

    private String permissions() {
        var has = this.api.permissions(this.projectKey,
                Stream.concat(TO_CREATE.stream(), TO_SYNCHRONISE.stream()).toList());
        var toCreate = missing(TO_CREATE, has);
        if (!toCreate.isEmpty()) {
            throw new Rejected(Reason.FORBIDDEN,
                    "To create issues in %s the account needs %s.".formatted(this.projectKey, toCreate), Map.of());
        }
        var toSynchronise = missing(TO_SYNCHRONISE, has);
        return toSynchronise.isEmpty() ? "The account may create and change issues."
                : "The account may create issues; to synchronise state and assignee it needs " + toSynchronise + ".";
    }

    private static String missing(List<String> needed, Map<String, Boolean> has) {
        return needed.stream().filter((key) -> !has.get(key)).collect(Collectors.joining(", "));
    }

    private String issueType() {
        this.screen.forget();
        var found = this.screen.get();
        var required = found.fields()
            .stream()
            .filter((field) -> field.needsValue() && !FormFiller.ALWAYS_FILLED.contains(field.id()))
            .map(CreateField::name)
            .collect(Collectors.joining(", "));
        var fill = required.isEmpty() ? "" : " Jira requires %s: fill them by custom fields.".formatted(required);
        var labels = found.has("labels") ? "" : " " + FormFiller.NO_LABELS;
        return found.issueTypeName() + " can be created." + fill + labels;
    }

    /** One question; answers with words for the admin, or fails with them. */
    private record Step(String name, Supplier<String> question) {

        Check check() {
            try {
                return new Check(this.name, true, this.question.get());
            }
            catch (TrackerException ex) {
                return new Check(this.name, false, ex.getMessage());
            }
        }

    }

}
