package io.tracebridge.tracker.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerException;

/** Asks Jira, step by step, whether issues can be created. A failed step ends it. */
final class JiraCloudCheck {

    private static final List<String> TO_CREATE = List.of("BROWSE_PROJECTS", "CREATE_ISSUES");

    private static final List<String> TO_SYNCHRONISE = List.of("EDIT_ISSUES", "ASSIGN_ISSUES", "TRANSITION_ISSUES",
            "ADD_COMMENTS");

    private final JiraCloudApi api;

    private final CreateScreens screens;

    private final String projectKey;

    private final String issueType;

    private final List<Check> checks = new ArrayList<>();

    JiraCloudCheck(JiraCloudApi api, CreateScreens screens, String projectKey, String issueType) {
        this.api = api;
        this.screens = screens;
        this.projectKey = projectKey;
        this.issueType = issueType;
    }

    List<Check> run() {
        // Stops at the first that fails: what follows would only fail for the same reason.
        Stream.<Supplier<Boolean>>of(() -> step("credential", this::credential), () -> step("project", this::project),
                () -> step("permissions", this::permissions), () -> step("issue type", this::issueType))
            .allMatch(Supplier::get);
        return List.copyOf(this.checks);
    }

    private boolean step(String name, Supplier<Check> step) {
        try {
            this.checks.add(step.get());
        }
        catch (TrackerException ex) {
            this.checks.add(new Check(name, false, ex.getMessage()));
        }
        return this.checks.getLast().ok();
    }

    private Check credential() {
        return new Check("credential", true, "Signed in as " + this.api.myself().path("displayName").asText() + ".");
    }

    private Check project() {
        var name = this.api.project(this.projectKey).path("name").asText();
        return new Check("project", true, "%s is %s.".formatted(this.projectKey, name));
    }

    private Check permissions() {
        var all = new ArrayList<>(TO_CREATE);
        all.addAll(TO_SYNCHRONISE);
        var has = this.api.permissions(this.projectKey, all);
        var create = missing(TO_CREATE, has::get);
        var synchronise = missing(TO_SYNCHRONISE, has::get);
        if (!create.isEmpty()) {
            return new Check("permissions", false,
                    "The account needs " + create + " in " + this.projectKey + " to create issues.");
        }
        return new Check("permissions", true, synchronise.isEmpty() ? "The account may create and change issues."
                : "The account may create issues; to synchronise state and assignee it needs " + synchronise + ".");
    }

    private static String missing(List<String> needed, Function<String, Boolean> has) {
        return needed.stream().filter((key) -> !has.apply(key)).collect(Collectors.joining(", "));
    }

    private Check issueType() {
        this.screens.forget();
        var screen = this.screens.get(this.projectKey, this.issueType);
        var notes = new ArrayList<String>();
        var required = screen.fields()
            .stream()
            .filter(FormFiller::needsValue)
            .filter((field) -> !FormFiller.ALWAYS_FILLED.contains(field.id()))
            .map(CreateField::name)
            .collect(Collectors.joining(", "));
        if (!required.isEmpty()) {
            notes.add(" Jira requires " + required + ": fill them by custom fields.");
        }
        if (!screen.has("labels")) {
            notes.add(" Labels is not on the create screen: issues are recognised by the last line of their"
                    + " description instead.");
        }
        return new Check("issue type", true,
                "%s can be created.%s".formatted(screen.issueTypeName(), String.join("", notes)));
    }

}
