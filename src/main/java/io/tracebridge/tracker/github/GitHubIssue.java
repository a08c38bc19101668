package io.tracebridge.tracker.github;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Issue.Account;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException;

/** Reads issues as GitHub writes them. */
final class GitHubIssue {

    private static final Pattern REPOSITORY = Pattern.compile(".*/repos/([^/]+/[^/]+)");

    private GitHubIssue() {
    }

    /**
     * Reads an issue of the integration's own repository.
     * @throws TrackerException.NotTheTracker when it is no issue
     */
    static Issue read(JsonNode json, GitHubStatuses statuses) {
        return read(json, statuses, ref(json));
    }

    /** Reads an issue that is known by another id than its number. */
    static Issue read(JsonNode json, GitHubStatuses statuses, IssueRef ref) {
        return new Issue(ref, json.path("title").asText(""), statuses.of(json), assignee(json),
                instant(json, "updated_at"));
    }

    static IssueRef ref(JsonNode json) {
        var number = json.path("number").asText("");
        var url = json.path("html_url").asText("");
        if (number.isEmpty() || url.isEmpty()) {
            throw new TrackerException.NotTheTracker("GitHub's answer has no issue in it.");
        }
        return new IssueRef(number, "#" + number, url);
    }

    static Instant createdAt(JsonNode json) {
        return instant(json, "created_at");
    }

    static Instant updatedAt(JsonNode json) {
        return instant(json, "updated_at");
    }

    /** To GitHub's API pull requests are issues, with this beside. */
    static boolean isPullRequest(JsonNode json) {
        return json.has("pull_request");
    }

    /** Owner and name of the repository that holds the issue. */
    static Optional<String> repository(JsonNode json) {
        var matcher = REPOSITORY.matcher(json.path("repository_url").asText(""));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<Account> assignee(JsonNode json) {
        var login = json.path("assignees").path(0).path("login").asText("");
        return login.isEmpty() ? Optional.empty() : Optional.of(new Account(login, login));
    }

    static Instant instant(JsonNode json, String field) {
        var text = json.path(field).asText("");
        try {
            return Instant.parse(text);
        }
        catch (DateTimeParseException ex) {
            throw new TrackerException.NotTheTracker("GitHub's " + field + " is not a time: " + text + ".");
        }
    }

}
