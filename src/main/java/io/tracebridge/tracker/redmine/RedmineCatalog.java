package io.tracebridge.tracker.redmine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Issue;

/**
 * What a Redmine offers. Most is open to administrators only: other accounts see custom
 * fields without their kind, and find people by name alone.
 */
final class RedmineCatalog implements Catalog {

    private static final int MOST_PEOPLE = 50;

    private static final int ACTIVE = 1;

    /** What an administrator may switch off for a tracker. */
    private static final Set<StandardField> OPTIONAL = Set.of(StandardField.CATEGORY, StandardField.TARGET_VERSION,
            StandardField.PARENT_TASK, StandardField.ASSIGNEE, StandardField.START_DATE, StandardField.DUE_DATE,
            StandardField.ESTIMATED_TIME, StandardField.DONE);

    private final RedmineApi api;

    private final Directory directory;

    RedmineCatalog(RedmineApi api, Directory directory) {
        this.api = api;
        this.directory = directory;
    }

    @Override
    public List<Choice> projects() {
        return this.api.projects()
            .stream()
            .filter((project) -> project.path("status").asInt(ACTIVE) == ACTIVE && tracksIssues(project))
            .map((project) -> new Choice(project.path("identifier").asText(), project.path("name").asText()))
            .toList();
    }

    private static boolean tracksIssues(JsonNode project) {
        var modules = project.path("enabled_modules");
        return !modules.isArray() || NamedId.find(NamedId.list(modules), "issue_tracking").isPresent();
    }

    @Override
    public List<Choice> issueTypes() {
        return this.directory.trackers()
            .stream()
            .map((tracker) -> new Choice(String.valueOf(tracker.id()), tracker.name()))
            .toList();
    }

    @Override
    public List<Field> fields() {
        var tracker = this.directory.tracker().id();
        var used = standardFields(tracker);
        var fields = new ArrayList<Field>();
        Arrays.stream(StandardField.values())
            .filter((field) -> used.isEmpty() || !OPTIONAL.contains(field) || used.contains(field.attribute()))
            .map((field) -> new Field(field.attribute(), field.label(), field.type(), false,
                    field.allowed(this.directory)))
            .forEach(fields::add);
        this.directory.customFields()
            .stream()
            .filter((field) -> field.concerns(tracker))
            .map((field) -> new Field(String.valueOf(field.id()), field.name(), field.format(), field.required(),
                    field.options().stream().map(CustomField.Option::label).toList()))
            .forEach(fields::add);
        return fields;
    }

    /** Empty where Redmine does not say, before 5.0. */
    private Set<String> standardFields(int tracker) {
        return this.api.trackers()
            .stream()
            .filter((one) -> one.path("id").asInt() == tracker)
            .flatMap((one) -> StreamSupport.stream(one.path("enabled_standard_fields").spliterator(), false))
            .map(JsonNode::asText)
            .collect(Collectors.toSet());
    }

    @Override
    public List<Issue.Status> statuses() {
        return this.directory.statuses()
            .stream()
            .map((status) -> IssueView.status(String.valueOf(status.id()), status.name(),
                    this.directory.closed(status.id())))
            .toList();
    }

    /** Members of the project; groups, which few sites let have issues, are left out. */
    @Override
    public List<Issue.Account> people(String query) {
        var text = query.strip();
        var found = found(text);
        return this.api.members(this.directory.project().path("id").asText())
            .stream()
            .filter((membership) -> membership.has("user"))
            .map((membership) -> IssueView.account(membership.path("user")))
            .filter((account) -> found.contains(account.id())
                    || account.name().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
            .distinct()
            .limit(MOST_PEOPLE)
            .toList();
    }

    /** Memberships show neither logins nor addresses, but an administrator may ask. */
    private Set<String> found(String text) {
        if (text.isEmpty() || !this.directory.me().path("admin").asBoolean()) {
            return Set.of();
        }
        return this.api.users(text).stream().map((user) -> user.path("id").asText()).collect(Collectors.toSet());
    }

}
