package io.tracebridge.tracker.github;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Issue.Account;
import io.tracebridge.tracker.Issue.Status;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException;

/** Reads issues as GitHub writes them. */
final class GitHubIssue {

    private static final Pattern REPOSITORY = Pattern.compile(".*/repos/([^/]+/[^/]+)");

    private GitHubIssue() {
    }

    /**
     * @throws TrackerException.NotTheTracker when it is no issue
     */
    static Issue read(JsonNode json) {
        var number = json.path("number").asText("");
        var url = json.path("html_url").asText("");
        if (number.isEmpty() || url.isEmpty()) {
            throw new TrackerException.NotTheTracker(
                    "GitHub's answer has no issue in it: check baseUrl, and whether a proxy is in between.");
        }
        return new Issue(new IssueRef(number, "#" + number, url), json.path("title").asText(""), status(json),
                assignee(json), instant(json, "updated_at"));
    }

    static Instant createdAt(JsonNode json) {
        return instant(json, "created_at");
    }

    /** Owner and name of the repository that holds the issue. */
    static Optional<String> repository(JsonNode json) {
        var matcher = REPOSITORY.matcher(json.path("repository_url").asText(""));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** GitHub knows two states; why an issue is closed tells the rest. */
    private static Status status(JsonNode json) {
        var state = json.path("state").asText("open");
        var resolution = state.equals("closed") ? json.path("state_reason").asText("") : "";
        return new Status(state, state, state, resolution.equals("null") ? "" : resolution);
    }

    private static Optional<Account> assignee(JsonNode json) {
        var login = json.path("assignees").path(0).path("login").asText("");
        return login.isEmpty() ? Optional.empty() : Optional.of(new Account(login, login));
    }

    private static Instant instant(JsonNode json, String field) {
        var text = json.path(field).asText("");
        try {
            return Instant.parse(text);
        }
        catch (DateTimeParseException ex) {
            throw new TrackerException.NotTheTracker("GitHub's " + field + " is not a time: " + text);
        }
    }

}
