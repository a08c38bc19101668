package io.tracebridge.tracker.gitlab;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Issue.Account;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException;

/** Reads issues as GitLab writes them. */
final class GitLabIssue {

    private GitLabIssue() {
    }

    static Issue read(JsonNode json, States states) {
        return new Issue(ref(json), json.path("title").asText(), states.of(json), assignee(json), updatedAt(json));
    }

    /**
     * @throws TrackerException.NotTheTracker when it is no issue
     */
    static IssueRef ref(JsonNode json) {
        var iid = json.path("iid").asText("");
        var project = json.path("project_id").asText("");
        var url = json.path("web_url").asText("");
        if (iid.isEmpty() || project.isEmpty() || url.isEmpty()) {
            throw new TrackerException.NotTheTracker("GitLab's answer has no issue in it.");
        }
        return new IssueRef(new Address(project, iid).id(), json.path("references").path("full").asText("#" + iid),
                url);
    }

    static Instant updatedAt(JsonNode json) {
        var text = json.path("updated_at").asText("");
        try {
            return OffsetDateTime.parse(text).toInstant();
        }
        catch (DateTimeParseException ex) {
            throw new TrackerException.NotTheTracker("GitLab's updated_at is not a time: " + text + ".");
        }
    }

    static Optional<Account> assignee(JsonNode json) {
        return Optional.of(json.path("assignees").path(0)).filter((user) -> user.has("id")).map(GitLabIssue::account);
    }

    static Account account(JsonNode user) {
        return new Account(user.path("id").asText(), user.path("name").asText());
    }

    static List<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::asText).toList();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

}
