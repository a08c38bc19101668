package io.tracebridge.tracker.fogbugz;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.Issue.Account;
import io.tracebridge.tracker.Remembered;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/** What there is in this FogBugz, and which of it the integration's settings mean. */
final class Directory {

    private final FogBugzSettings settings;

    private final Remembered<List<Named>> projects;

    private final Remembered<List<Named>> areas;

    private final Remembered<List<Named>> categories;

    private final Remembered<List<Named>> priorities;

    private final Remembered<List<CaseStatus>> statuses;

    private final Remembered<List<JsonNode>> people;

    Directory(FogBugzApi api, FogBugzSettings settings, Clock clock) {
        this.settings = settings;
        this.projects = new Remembered<>(() -> named(api.writableProjects(), "Project"), clock);
        this.areas = new Remembered<>(() -> named(api.areas(project().id()), "Area"), clock);
        this.categories = new Remembered<>(() -> named(api.categories(), "Category"), clock);
        this.priorities = new Remembered<>(() -> named(api.priorities(), "Priority"), clock);
        this.statuses = new Remembered<>(() -> api.statuses().stream().map(CaseStatus::of).toList(), clock);
        this.people = new Remembered<>(api::people, clock);
    }

    private static List<Named> named(List<JsonNode> all, String kind) {
        return all.stream()
            .filter((one) -> !one.path("fDeleted").asBoolean())
            .map((one) -> Named.of(one, kind))
            .toList();
    }

    void forget() {
        List.of(this.projects, this.areas, this.categories, this.priorities, this.statuses, this.people)
            .forEach(Remembered::forget);
    }

    /** In which the account may create cases. */
    List<Named> projects() {
        return this.projects.get();
    }

    List<Named> areas() {
        return this.areas.get();
    }

    List<Named> categories() {
        return this.categories.get();
    }

    List<Named> priorities() {
        return this.priorities.get();
    }

    List<CaseStatus> statuses() {
        return this.statuses.get();
    }

    Named project() {
        return chosen(FogBugz.PROJECT, this.settings.project(), projects(), Reason.PROJECT_MISSING);
    }

    Optional<Named> area() {
        return Optional.of(this.settings.area())
            .filter((area) -> !area.isEmpty())
            .map((area) -> chosen(FogBugz.AREA, area, areas(), Reason.INVALID_FIELD));
    }

    Named category() {
        return chosen(FogBugz.CATEGORY, this.settings.category(), categories(), Reason.INVALID_FIELD);
    }

    Optional<Named> priority() {
        return Optional.of(this.settings.priority())
            .filter((priority) -> !priority.isEmpty())
            .map((priority) -> chosen(FogBugz.PRIORITY, priority, priorities(), Reason.INVALID_FIELD));
    }

    /** Who stands for nobody. */
    Optional<Named> nobody() {
        return Optional.of(this.settings.nobody())
            .filter((nobody) -> !nobody.isEmpty())
            .map((nobody) -> chosen(FogBugz.NOBODY, nobody, named(this.people.get(), "Person", "sFullName"),
                    Reason.INVALID_FIELD));
    }

    /** Who can be assigned, without whom stands for nobody. */
    List<JsonNode> people() {
        var nobody = nobody().map(Named::id);
        return this.people.get()
            .stream()
            .filter((person) -> !person.path("fDeleted").asBoolean() && !person.path("fCommunity").asBoolean())
            .filter((person) -> person.path("ixPerson").asInt() != FogBugzCase.CLOSED)
            .filter((person) -> nobody.filter((id) -> id == person.path("ixPerson").asInt()).isEmpty())
            .toList();
    }

    /** By number, e-mail address or full name. */
    Optional<Account> person(String text) {
        return List.of("ixPerson", "sEmail", "sFullName")
            .stream()
            .flatMap((column) -> people().stream()
                .filter((person) -> person.path(column).asText().equalsIgnoreCase(text.strip())))
            .findFirst()
            .map(Directory::account);
    }

    static Account account(JsonNode person) {
        return new Account(person.path("ixPerson").asText(), person.path("sFullName").asText());
    }

    private static List<Named> named(List<JsonNode> all, String kind, String name) {
        return all.stream().map((one) -> new Named(one.path("ix" + kind).asInt(), one.path(name).asText())).toList();
    }

    private static Named chosen(Setting setting, String wanted, List<Named> all, Reason reason) {
        return Named.find(all, wanted).orElseThrow(() -> {
            var message = "FogBugz shows this account no %s '%s'; there are %s"
                .formatted(setting.label().toLowerCase(Locale.ROOT), wanted, Named.names(all));
            return new Rejected(reason, message, Map.of(setting.name(), message));
        });
    }

}
