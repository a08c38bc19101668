package io.tracebridge.tracker.gitlab;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.ErrorReader;
import io.tracebridge.tracker.http.TrackerResponse;

/**
 * GitLab's refusals in the words of the taxonomy. It says what is wrong in
 * {@code message}, a text or a map of fields, or in {@code error} where its router or its
 * parameter checks refuse.
 */
final class GitLabErrors implements ErrorReader {

    /** {@code title is missing}, {@code assignee_ids[0] is invalid}. */
    private static final Pattern PARAMETER = Pattern
        .compile("(\\w+)(?:\\[\\w*])* ((?:is|are|does|do|must|has|have|should) .*)");

    private static final Pattern SPAM = Pattern.compile("recogni[sz]ed as spam|spam detected",
            Pattern.CASE_INSENSITIVE);

    private final String project;

    /**
     * @param project as configured
     */
    GitLabErrors(String project) {
        this.project = project;
    }

    @Override
    public TrackerException read(TrackerResponse response) {
        var words = words(response.json());
        if (response.json().path("needs_captcha_response").asBoolean() || SPAM.matcher(words).find()) {
            return rejected(Reason.FORBIDDEN,
                    "GitLab takes the text for spam: " + words + " Make the project internal or private, or have the"
                            + " token's account exempted from the spam check.");
        }
        return switch (response.status()) {
            case 301, 302, 307, 308, 405 -> rejected(Reason.PROJECT_MISSING, "The project " + this.project
                    + " has been renamed or moved: enter its" + " new path, or its number, which stays.");
            case 401 -> new TrackerException.CredentialRefused(
                    "GitLab refused the token: " + words + " It may be wrong, expired or revoked.");
            case 403 -> forbidden(response, words);
            case 404 -> missing(response, words);
            case 409, 412 -> new TrackerException.Conflict("GitLab: " + words);
            case 410 -> new TrackerException.IssueGone("GitLab: " + words);
            default -> new TrackerException.Rejected(Reason.INVALID_FIELD,
                    "GitLab refused the values it got (" + response.status() + "): " + words, fields(response.json()));
        };
    }

    private TrackerException forbidden(TrackerResponse response, String words) {
        if (response.html()) {
            return new TrackerException.NotTheTracker(
                    "Something other than GitLab's API answered 403 with an HTML page.");
        }
        if (response.retryAfter().isPresent()) {
            return new TrackerException.RateLimited("GitLab: " + words, response.retryAfter().get());
        }
        if (response.json().path("error").asText().equals("insufficient_scope")) {
            return rejected(Reason.FORBIDDEN, "The token's scopes do not allow that: " + words
                    + " Create one with the scope " + response.json().path("scope").asText("api") + ".");
        }
        return rejected(Reason.FORBIDDEN, "GitLab does not allow this token to do that in " + this.project + ": "
                + words + " It needs the scope api and at least the Reporter role.");
    }

    private TrackerException missing(TrackerResponse response, String words) {
        if (response.json().isMissingNode() || response.json().path("error").asText().startsWith("404")) {
            return new TrackerException.NotTheTracker(
                    "What answers at baseUrl knows no such call: it is not GitLab's API (version 4), or a proxy before it"
                            + " decodes %2F in addresses; then enter the project's number instead of its path.");
        }
        if (words.toLowerCase(Locale.ROOT).contains("project not found")) {
            return rejected(Reason.PROJECT_MISSING, "GitLab shows no project " + this.project
                    + " to this token: it does not exist, or is private and the token has no access to it.");
        }
        return new TrackerException.IssueGone("GitLab: " + words);
    }

    private static TrackerException rejected(Reason reason, String message) {
        return new TrackerException.Rejected(reason, message, Map.of());
    }

    private static String words(JsonNode json) {
        var message = json.path("message");
        var text = message.isObject() ? fields(json).entrySet()
            .stream()
            .map((field) -> field.getKey() + ": " + field.getValue())
            .collect(Collectors.joining("; ")) : message.asText("").strip();
        var description = json.path("error_description").asText(json.path("error").asText("")).strip();
        var said = text.isEmpty() ? description : text;
        return said.isEmpty() ? "it gave no reason." : said.replaceFirst("\\.?$", ".");
    }

    private static Map<String, String> fields(JsonNode json) {
        var fields = new LinkedHashMap<String, String>();
        json.path("message").properties().forEach((field) -> fields.put(field.getKey(), said(field.getValue())));
        for (var said : json.path("error").asText("").split(", ")) {
            var parameter = PARAMETER.matcher(said);
            if (parameter.matches()) {
                fields.put(parameter.group(1), parameter.group(2));
            }
        }
        return fields;
    }

    private static String said(JsonNode value) {
        return value.isArray() ? String.join(", ", GitLabIssue.texts(value)) : value.asText(value.toString());
    }

}
