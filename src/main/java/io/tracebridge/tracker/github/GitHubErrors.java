package io.tracebridge.tracker.github;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.ErrorReader;
import io.tracebridge.tracker.http.TrackerResponse;

/** GitHub's refusals in the words of the taxonomy. */
final class GitHubErrors implements ErrorReader {

    /** What GitHub asks for when a secondary limit names no time. */
    private static final Duration SECONDARY_WAIT = Duration.ofMinutes(1);

    private final Repository repository;

    GitHubErrors(Repository repository) {
        this.repository = repository;
    }

    @Override
    public TrackerException read(TrackerResponse response) {
        var words = words(response.json());
        return switch (response.status()) {
            case 301, 302, 307, 308 -> rejected(Reason.PROJECT_MISSING,
                    "The repository " + this.repository + " has been renamed or moved: enter its new owner and name.");
            case 401 -> new TrackerException.CredentialRefused(
                    "GitHub refused the token: " + words + " It may be wrong, expired or revoked.");
            case 403 -> forbidden(response, words);
            case 404 -> rejected(Reason.PROJECT_MISSING, "GitHub shows no repository " + this.repository
                    + " to this token: it does not exist, or is private and the token has no access to it.");
            case 409, 412 -> new TrackerException.Conflict("GitHub: " + words);
            case 410 -> gone(words);
            case 451 ->
                rejected(Reason.FORBIDDEN, "GitHub has blocked " + this.repository + " for legal reasons: " + words);
            default -> new TrackerException.Rejected(Reason.INVALID_FIELD,
                    "GitHub refused the values it got (" + response.status() + "): " + words, fields(response.json()));
        };
    }

    private TrackerException forbidden(TrackerResponse response, String words) {
        if (response.html()) {
            return new TrackerException.NotTheTracker(
                    "Something other than GitHub's API answered 403 with an HTML page.");
        }
        var limited = words.toLowerCase(Locale.ROOT);
        if (response.retryAfter().isPresent() || limited.contains("rate limit")
                || limited.contains("abuse detection")) {
            return new TrackerException.RateLimited("GitHub: " + words, response.retryAfter().orElse(SECONDARY_WAIT));
        }
        if (response.header("X-GitHub-SSO").filter((value) -> value.startsWith("required")).isPresent()) {
            return rejected(Reason.FORBIDDEN, "The organisation " + this.repository.owner()
                    + " requires single sign-on: authorise the token for it in GitHub's token settings.");
        }
        return rejected(Reason.FORBIDDEN, "GitHub does not allow this token to do that in " + this.repository + ": "
                + words + " It needs " + response.header("X-Accepted-GitHub-Permissions").orElse("issues=write") + ".");
    }

    private TrackerException gone(String words) {
        return words.toLowerCase(Locale.ROOT).contains("disabled")
                ? rejected(Reason.PROJECT_MISSING,
                        "Issues are disabled in " + this.repository + ": enable them in the repository's settings.")
                : new TrackerException.IssueGone("The issue was deleted on GitHub: " + words);
    }

    private static TrackerException rejected(Reason reason, String message) {
        return new TrackerException.Rejected(reason, message, Map.of());
    }

    private static String words(JsonNode json) {
        var message = json.path("message").asText("").strip();
        if (message.isEmpty()) {
            return "it gave no reason.";
        }
        var all = new StringBuilder(message);
        fields(json).forEach((field, said) -> all.append(" (").append(field).append(": ").append(said).append(')'));
        json.path("errors").forEach((error) -> {
            if (error.isTextual()) {
                all.append(" (").append(error.asText()).append(')');
            }
        });
        return message.endsWith(".") && all.length() == message.length() ? message : all.append('.').toString();
    }

    private static Map<String, String> fields(JsonNode json) {
        var fields = new LinkedHashMap<String, String>();
        for (var error : json.path("errors")) {
            var field = error.path("field").asText("");
            if (!field.isEmpty()) {
                fields.merge(field, said(error), (one, other) -> one + "; " + other);
            }
        }
        return fields;
    }

    private static String said(JsonNode error) {
        var message = error.path("message").asText("");
        if (!message.isEmpty()) {
            return message;
        }
        return switch (error.path("code").asText("")) {
            case "missing" -> "does not exist";
            case "missing_field" -> "is required";
            case "invalid" -> "is not valid" + value(error);
            case "already_exists" -> "exists already";
            case "unprocessable" -> "cannot be taken" + value(error);
            default -> "was refused" + value(error);
        };
    }

    private static String value(JsonNode error) {
        return error.hasNonNull("value") ? ": " + error.path("value").asText() : "";
    }

}
