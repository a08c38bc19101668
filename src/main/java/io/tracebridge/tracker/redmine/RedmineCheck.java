package io.tracebridge.tracker.redmine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/** Asks Redmine, step by step, whether issues can be created. A failed step ends it. */
final class RedmineCheck {

    private static final int ACTIVE = 1;

    private final RedmineApi api;

    private final Directory directory;

    private final RedmineSettings settings;

    RedmineCheck(RedmineApi api, Directory directory, RedmineSettings settings) {
        this.api = api;
        this.directory = directory;
        this.settings = settings;
    }

    List<Check> run() {
        var checks = new ArrayList<Check>();
        for (var step : List.of(new Step("credential", this::credential), new Step("project", this::project),
                new Step("tracker", this::tracker), new Step("priority", this::priority),
                new Step("permissions", this::permissions), new Step("marker", this::marker))) {
            checks.add(step.check());
            if (!checks.getLast().ok()) {
                break;
            }
        }
        return List.copyOf(checks);
    }

    private String credential() {
        return "Signed in as " + this.directory.me().path("login").asText() + ".";
    }

    private String project() {
        var project = this.directory.project();
        if (project.path("status").asInt(ACTIVE) != ACTIVE) {
            throw failed("%s is closed or archived.".formatted(name(project)));
        }
        var modules = project.path("enabled_modules");
        if (modules.isArray() && NamedId.find(NamedId.list(modules), "issue_tracking").isEmpty()) {
            throw failed("%s does not track issues: enable the module Issue tracking in its settings."
                .formatted(name(project)));
        }
        return "%s is %s.".formatted(this.settings.project(), name(project));
    }

    private String tracker() {
        return "Issues become " + this.directory.tracker().name() + ".";
    }

    private String priority() {
        if (this.settings.priority().isEmpty()) {
            return "Redmine's default applies.";
        }
        var priorities = this.directory.priorities();
        return NamedId.find(priorities, this.settings.priority())
            .map((priority) -> "Issues get " + priority.name() + ".")
            .orElseThrow(() -> failed("There is no priority '%s'; there are %s.".formatted(this.settings.priority(),
                    NamedId.names(priorities))));
    }

    private String permissions() {
        var me = this.directory.me();
        if (me.path("admin").asBoolean()) {
            return "An administrator may do everything.";
        }
        var roles = roles(me);
        if (roles.isEmpty()) {
            if (this.directory.project().path("is_public").asBoolean()) {
                return "Not a member of this public project: Redmine decides by the permissions of non-members.";
            }
            throw failed("The account is not a member of the project.");
        }
        var permissions = roles.stream().flatMap((role) -> texts(this.api.role(role.id()))).collect(Collectors.toSet());
        if (!permissions.contains("add_issues")) {
            throw failed("The account's role (%s) lacks the permission Add issues.".formatted(NamedId.names(roles)));
        }
        return permissions.containsAll(Set.of("view_issues", "edit_issues"))
                ? "The account may create and change issues."
                : "The account may create issues; to synchronise state and assignee it needs View issues and Edit issues.";
    }

    private List<NamedId> roles(JsonNode me) {
        var project = this.directory.project().path("id").asInt();
        return StreamSupport.stream(me.path("memberships").spliterator(), false)
            .filter((membership) -> membership.path("project").path("id").asInt() == project)
            .flatMap((membership) -> NamedId.list(membership.path("roles")).stream())
            .toList();
    }

    private static Stream<String> texts(JsonNode role) {
        return StreamSupport.stream(role.path("permissions").spliterator(), false).map(JsonNode::asText);
    }

    private String marker() {
        if (this.settings.markerField().isEmpty()) {
            return "Issues are recognised by the last line of their description.";
        }
        var field = this.directory.markerField()
            .orElseThrow(() -> failed(("No custom field '%s' is known; where this account may not list custom fields,"
                    + " give the field's number.")
                .formatted(this.settings.markerField())));
        if (field.provenFilter(this.directory.tracker().id())) {
            return "Issues are recognised by the custom field " + field.name() + ".";
        }
        if (field.filter().isPresent()) {
            throw failed("The custom field %s must be used as a filter and belong to the tracker %s."
                .formatted(field.name(), this.directory.tracker().name()));
        }
        return "Only an administrator could see whether the custom field %s is used as a filter, so the description's last line carries the marker too."
            .formatted(field.name());
    }

    private static String name(JsonNode project) {
        return project.path("name").asText();
    }

    private static Rejected failed(String message) {
        return new Rejected(Reason.INVALID_FIELD, message, Map.of());
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
