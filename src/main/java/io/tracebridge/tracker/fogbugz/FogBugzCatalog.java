package io.tracebridge.tracker.fogbugz;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Issue;

/** FogBugz's lists, for the admin. */
final class FogBugzCatalog implements Catalog {

    private static final int MOST_PEOPLE = 50;

    private final Directory directory;

    FogBugzCatalog(Directory directory) {
        this.directory = directory;
        directory.forget();
    }

    @Override
    public List<Choice> projects() {
        return choices(this.directory.projects());
    }

    @Override
    public List<Choice> issueTypes() {
        return choices(this.directory.categories());
    }

    @Override
    public List<Field> fields() {
        return Arrays.stream(CaseField.values()).map((field) -> field.offered(this.directory)).toList();
    }

    @Override
    public List<Issue.Status> statuses() {
        var category = this.directory.category().id();
        return this.directory.statuses()
            .stream()
            .filter((status) -> status.category() == category && !status.deleted())
            .map(CaseStatus::shown)
            .toList();
    }

    @Override
    public List<Issue.Account> people(String query) {
        var part = query.strip().toLowerCase(Locale.ROOT);
        return this.directory.people()
            .stream()
            .filter((person) -> Stream.of("sFullName", "sEmail")
                .anyMatch((column) -> person.path(column).asText().toLowerCase(Locale.ROOT).contains(part)))
            .map(Directory::account)
            .limit(MOST_PEOPLE)
            .toList();
    }

    private static List<Choice> choices(List<Named> all) {
        return all.stream().map((one) -> new Choice(one.name(), one.name())).toList();
    }

}
