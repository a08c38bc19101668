package io.tracebridge.tracker.redmine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.Remembered;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * What there is in this Redmine: the account, the project and the lists issues refer to.
 */
final class Directory {

    private final RedmineApi api;

    private final RedmineSettings settings;

    private final Remembered<JsonNode> me;

    private final Remembered<JsonNode> project;

    private final Remembered<List<CustomField>> customFields;

    private final Remembered<List<NamedId>> priorities;

    private final Remembered<List<JsonNode>> statuses;

    Directory(RedmineApi api, RedmineSettings settings, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.me = new Remembered<>(api::me, clock);
        this.project = new Remembered<>(() -> api.project(settings.project()), clock);
        this.customFields = new Remembered<>(this::readCustomFields, clock);
        this.priorities = new Remembered<>(api::priorities, clock);
        this.statuses = new Remembered<>(api::statuses, clock);
    }

    void forget() {
        List.of(this.me, this.project, this.customFields, this.priorities, this.statuses).forEach(Remembered::forget);
    }

    JsonNode me() {
        return this.me.get();
    }

    JsonNode project() {
        return this.project.get();
    }

    List<NamedId> trackers() {
        return NamedId.list(project().path("trackers"));
    }

    List<NamedId> categories() {
        return NamedId.list(project().path("issue_categories"));
    }

    List<NamedId> priorities() {
        return this.priorities.get();
    }

    List<NamedId> statuses() {
        return this.statuses.get().stream().map(NamedId::of).toList();
    }

    boolean closed(int status) {
        return this.statuses.get()
            .stream()
            .anyMatch((one) -> one.path("id").asInt() == status && one.path("is_closed").asBoolean());
    }

    /**
     * The tracker that new issues get.
     * @throws Rejected naming those of the project when there is none such
     */
    NamedId tracker() {
        var trackers = trackers();
        var wanted = this.settings.tracker();
        return (wanted.isEmpty() ? trackers.stream().findFirst() : NamedId.find(trackers, wanted)).orElseThrow(() -> {
            var message = "project %s has no tracker '%s'; it has %s".formatted(this.settings.project(), wanted,
                    NamedId.names(trackers));
            return new Rejected(Reason.PROJECT_MISSING, message, Map.of(Redmine.TRACKER.name(), message));
        });
    }

    /** By name, or by id even if nothing else is known of it. */
    Optional<CustomField> customField(String nameOrId) {
        var all = this.customFields.get();
        return all.stream()
            .filter((field) -> field.name().equalsIgnoreCase(nameOrId))
            .findFirst()
            .or(() -> all.stream().filter((field) -> String.valueOf(field.id()).equals(nameOrId)).findFirst())
            .or(() -> nameOrId.matches("[1-9][0-9]{0,8}") ? Optional.of(CustomField.unseen(Integer.parseInt(nameOrId)))
                    : Optional.empty());
    }

    Optional<CustomField> markerField() {
        return Optional.of(this.settings.markerField()).filter((name) -> !name.isEmpty()).flatMap(this::customField);
    }

    /** Those of every tracker, as far as this account may know them. */
    List<CustomField> customFields() {
        return this.customFields.get();
    }

    List<String> customFieldNames() {
        return customFields().stream().map(CustomField::name).toList();
    }

    /**
     * Only administrators may list custom fields. A project names those that are not for
     * all projects; an issue names all that it has.
     */
    private List<CustomField> readCustomFields() {
        var known = new LinkedHashMap<Integer, CustomField>();
        var full = this.api.customFields();
        if (full.isPresent()) {
            full.get()
                .stream()
                .filter((json) -> json.path("customized_type").asText("issue").equals("issue"))
                .map(CustomField::full)
                .forEach((field) -> known.put(field.id(), field));
        }
        else {
            partial(project().path("issue_custom_fields"), known);
            var filters = Map.of("project_id", project().path("id").asText(), "tracker_id",
                    String.valueOf(tracker().id()), "sort", "created_on:desc");
            this.api.issues(filters, 0, 1).issues().forEach((issue) -> partial(issue.path("custom_fields"), known));
        }
        return new ArrayList<>(known.values());
    }

    private static void partial(JsonNode fields, Map<Integer, CustomField> known) {
        StreamSupport.stream(fields.spliterator(), false)
            .map(CustomField::partial)
            .forEach((field) -> known.put(field.id(), field));
    }

}
