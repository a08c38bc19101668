package io.tracebridge.tracker.redmine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * Changes of one issue besides its status. Redmine ignores without a word what the
 * account may not do, so each is looked at afterwards.
 */
final class IssueChange {

    private final RedmineApi api;

    private final Directory directory;

    private final String id;

    IssueChange(RedmineApi api, Directory directory, String id) {
        this.api = api;
        this.directory = directory;
        this.id = id;
    }

    /** The issue as it is afterwards. */
    JsonNode assign(Optional<String> account) {
        account.filter((number) -> !number.matches("[1-9][0-9]{0,8}")).ifPresent((wrong) -> {
            var message = "'%s' is not the number of a Redmine account.".formatted(wrong);
            throw new Rejected(Reason.INVALID_FIELD, message, Map.of(StandardField.ASSIGNEE.label(), message));
        });
        var before = this.api.issue(this.id);
        if (assignee(before).equals(account)) {
            return before;
        }
        // Redmine ignores null; only an empty text unassigns.
        Object value = account.<Object>map(Integer::valueOf).orElse("");
        this.api.change(this.id, Map.of(StandardField.ASSIGNEE.attribute(), value),
                List.of(StandardField.ASSIGNEE.label()));
        var now = this.api.issue(this.id);
        if (!assignee(now).equals(account)) {
            throw ignored("the new assignee", "Edit issues");
        }
        return now;
    }

    void comment(String text) {
        var before = notes(this.api.issue(this.id, "journals")).max().orElse(0);
        this.api.change(this.id, Map.of("notes", text), List.of());
        if (notes(this.api.issue(this.id, "journals")).noneMatch((journal) -> journal > before)) {
            throw ignored("the comment", "Add notes");
        }
    }

    /** Journal ids of our own notes. */
    private IntStream notes(JsonNode issue) {
        var me = this.directory.me().path("id").asInt();
        return StreamSupport.stream(issue.path("journals").spliterator(), false)
            .filter((journal) -> journal.path("user").path("id").asInt() == me)
            .filter((journal) -> !journal.path("notes").asText().isEmpty())
            .mapToInt((journal) -> journal.path("id").asInt());
    }

    private static Optional<String> assignee(JsonNode issue) {
        return IssueView.assignee(issue).map(Issue.Account::id);
    }

    private static Rejected ignored(String what, String permission) {
        return new Rejected(Reason.FORBIDDEN,
                "Redmine ignored %s: the account's role lacks the permission %s in the issue's project, or the workflow makes the field read-only."
                    .formatted(what, permission),
                Map.of());
    }

}
