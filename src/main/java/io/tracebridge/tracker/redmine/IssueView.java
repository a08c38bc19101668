package io.tracebridge.tracker.redmine;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException;

/** Redmine's JSON in our words. */
final class IssueView {

    private final Directory directory;

    private final String site;

    IssueView(Directory directory, String site) {
        this.directory = directory;
        this.site = site;
    }

    Issue issue(JsonNode json) {
        var status = json.path("status");
        var closed = status.has("is_closed") ? status.path("is_closed").asBoolean()
                : this.directory.closed(status.path("id").asInt());
        return new Issue(ref(json), json.path("subject").asText(),
                status(status.path("id").asText(), status.path("name").asText(), closed), assignee(json),
                Instant.parse(json.path("updated_on").asText()));
    }

    static Issue.Status status(String id, String name, boolean closed) {
        return new Issue.Status(id, name, closed ? StatusMeaning.CLOSED : StatusMeaning.OPEN, "");
    }

    static Optional<Issue.Account> assignee(JsonNode issue) {
        return Optional.of(issue.path("assigned_to")).filter((account) -> account.has("id")).map(IssueView::account);
    }

    /** Anything with an id and a name, such as who an issue or membership refers to. */
    static Issue.Account account(JsonNode json) {
        return new Issue.Account(json.path("id").asText(), json.path("name").asText());
    }

    IssueRef ref(JsonNode json) {
        var id = json.path("id").asText();
        if (id.isEmpty()) {
            throw new TrackerException.NotTheTracker("It answered without an issue id.");
        }
        return ref(id);
    }

    private IssueRef ref(String id) {
        return new IssueRef(id, "#" + id, this.site + "/issues/" + id);
    }

}
