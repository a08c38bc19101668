package io.tracebridge.tracker.phabricator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * Asks Phabricator, step by step, whether tasks can be created. A failed step ends it.
 */
final class PhabricatorCheck {

    private final Conduit conduit;

    private final Directory directory;

    private final PhabricatorSettings settings;

    PhabricatorCheck(Conduit conduit, Directory directory, PhabricatorSettings settings) {
        this.conduit = conduit;
        this.directory = directory;
        this.settings = settings;
    }

    List<Check> run() {
        var checks = new ArrayList<Check>();
        for (var step : List.of(new Step("credential", this::credential), new Step("project", this::project),
                new Step("permissions", this::permissions), new Step("statuses", this::statuses),
                new Step("priority", this::priority), new Step("space", this::space),
                new Step("marker", this::marker))) {
            checks.add(step.check());
            if (!checks.getLast().ok()) {
                break;
            }
        }
        return List.copyOf(checks);
    }

    private String credential() {
        return "Signed in as " + this.directory.me().path("userName").asText() + ".";
    }

    private String project() {
        var projects = this.settings.projects();
        this.directory.projects(projects, List.of());
        return projects.isEmpty() ? "Tasks get no project." : "Tasks get #" + String.join(", #", projects) + ".";
    }

    private String permissions() {
        this.conduit.editTypes();
        return "The account may create tasks.";
    }

    private String statuses() {
        var statuses = this.directory.statuses();
        if (statuses.stream().noneMatch((status) -> status.category().equals("closed"))) {
            throw failed("Phabricator names no closed status; see maniphest.statuses in its configuration.");
        }
        return "There are %d statuses.".formatted(statuses.size());
    }

    private String priority() {
        var priority = this.settings.priority();
        return priority.isEmpty() ? "Phabricator's default applies."
                : "Tasks get " + this.directory.priority(priority) + ".";
    }

    private String space() {
        var space = this.settings.space();
        if (space.isEmpty()) {
            return "Tasks go to the default space.";
        }
        this.directory.space();
        return "Tasks go to the space " + space + ".";
    }

    private String marker() {
        var field = this.settings.markerField();
        if (field.isEmpty()) {
            return "Tasks are recognised by the last line of their description.";
        }
        if (!this.conduit.editTypes().contains(field)) {
            throw failed("There is no field %s; see maniphest.custom-field-definitions in Phabricator's configuration."
                .formatted(field));
        }
        try {
            var params = Conduit.params().put("limit", 1);
            params.putObject("constraints").putArray(field).add("tracebridge");
            this.conduit.call("maniphest.search", params);
        }
        catch (Rejected ex) {
            throw failed("Tasks cannot be searched by %s: it must be of type link, with \"search\": true. %s"
                .formatted(field, ex.getMessage()));
        }
        return "Tasks are recognised by the field " + field + ".";
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
