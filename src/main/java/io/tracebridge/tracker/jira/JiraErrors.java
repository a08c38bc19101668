package io.tracebridge.tracker.jira;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerResponse;

/** What Jira's refusals mean. Cloud and Data Center share these shapes. */
final class JiraErrors {

    private static final Set<String> PLACE = Set.of("project", "pid", "projectKey", "issuetype");

    private JiraErrors() {
    }

    /** For calls whose 404 says that the project is gone or hidden. */
    static TrackerException aboutProject(TrackerResponse response) {
        return (response.status() == 404)
                ? anonymous(response).orElseGet(() -> new Rejected(Reason.PROJECT_MISSING,
                        "Jira knows no such project, or this account may not see it: " + words(response), Map.of()))
                : read(response);
    }

    /** For calls whose 404 says that the issue is gone or hidden. */
    static TrackerException aboutIssue(TrackerResponse response) {
        return (response.status() == 404 || response.status() == 410)
                ? anonymous(response).orElseGet(
                        () -> new TrackerException.IssueGone("Jira no longer shows the issue: " + words(response)))
                : read(response);
    }

    /** For the webhooks of the whole site, which have other shapes of refusal. */
    static TrackerException aboutWebhooks(TrackerResponse response) {
        return switch (response.status()) {
            case 400, 409, 422 -> new Rejected(Reason.INVALID_FIELD, "Jira did not take the webhook: " + response.json()
                    + " Check that its address is one that Jira may call.", Map.of());
            case 404 -> anonymous(response)
                .orElseGet(() -> new TrackerException.NotTheTracker("Nothing answers where Jira keeps its webhooks."));
            default -> read(response);
        };
    }

    /**
     * Jira serves a request with a wrong credential as if nobody had signed in, which
     * looks like an empty or missing project. Only this header tells.
     */
    static Optional<TrackerException> anonymous(TrackerResponse response) {
        return response.header("X-Seraph-LoginReason")
            .filter((reason) -> reason.contains("AUTHENTICATED_FAILED"))
            .map((reason) -> new TrackerException.CredentialRefused(
                    "Jira did not accept the credential and answered as to a stranger (" + reason + ")."));
    }

    private static TrackerException read(TrackerResponse response) {
        return switch (response.status()) {
            case 401 -> new TrackerException.CredentialRefused(
                    "Jira refused the credential; it may be wrong, revoked or expired: " + words(response));
            case 403 -> captcha(response).orElseGet(
                    () -> new Rejected(Reason.FORBIDDEN, "Jira forbids it: " + words(response), fields(response)));
            case 409 -> new TrackerException.Conflict("Jira saw another change at the same time: " + words(response));
            case 413 ->
                new Rejected(Reason.INVALID_FIELD, "Jira finds it too large: " + words(response), fields(response));
            case 400, 422 -> invalid(response);
            default -> new TrackerException.NotTheTracker(
                    "It answered with status " + response.status() + ", which Jira does not use here.");
        };
    }

    private static TrackerException invalid(TrackerResponse response) {
        if (!response.json().has("errorMessages") && !response.json().has("errors")) {
            return new TrackerException.NotTheTracker("It answered " + response.status() + " without Jira's words.");
        }
        var fields = fields(response);
        var place = fields.keySet().stream().anyMatch(PLACE::contains);
        return new Rejected(place ? Reason.PROJECT_MISSING : Reason.INVALID_FIELD, "Jira refused: " + words(response),
                fields);
    }

    private static Optional<TrackerException> captcha(TrackerResponse response) {
        return response.header("X-Authentication-Denied-Reason")
            .or(() -> response.header("X-Seraph-LoginReason").filter((reason) -> reason.contains("DENIED")))
            .map((reason) -> new TrackerException.CredentialRefused(
                    "Jira wants this account to sign in by browser once and solve a CAPTCHA (" + reason + ")."));
    }

    private static Map<String, String> fields(TrackerResponse response) {
        var fields = new LinkedHashMap<String, String>();
        response.json().path("errors").fields().forEachRemaining((e) -> fields.put(e.getKey(), e.getValue().asText()));
        return fields;
    }

    private static String words(TrackerResponse response) {
        var general = StreamSupport.stream(response.json().path("errorMessages").spliterator(), false)
            .map(JsonNode::asText);
        var perField = fields(response).entrySet().stream().map((e) -> e.getKey() + ": " + e.getValue());
        var words = Stream.concat(general, perField).collect(Collectors.joining("; "));
        return words.isEmpty() ? "status " + response.status() + " without further words." : words;
    }

}
