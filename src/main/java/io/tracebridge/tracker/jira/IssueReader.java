package io.tracebridge.tracker.jira;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/** Understands how one Jira site writes issues, people and addresses. */
final class IssueReader {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");

    private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_]+-[1-9][0-9]{0,9}", Pattern.CASE_INSENSITIVE);

    private static final Pattern ADDRESS = Pattern
        .compile("(?<origin>https?://[^/?#\\s]+)(?<path>[^?#\\s]*)(?:\\?(?<query>[^#\\s]*))?(?:#.*)?");

    /** An issue shown beside a board or list. */
    private static final Pattern SELECTED = Pattern.compile("(?:^|&)selectedIssue=(?<key>[^&]+)");

    private final String site;

    private final String accountKey;

    /**
     * @param site where people open the issues, without a slash at its end
     * @param accountKey how this edition names a user
     */
    IssueReader(String site, String accountKey) {
        this.site = site;
        this.accountKey = accountKey;
    }

    Issue issue(JsonNode json) {
        var fields = json.path("fields");
        return new Issue(ref(json), fields.path("summary").asText(),
                status(fields.path("status"), fields.path("resolution").path("name").asText()),
                Optional.of(fields.path("assignee")).filter((user) -> user.has(this.accountKey)).map(this::account),
                updatedAt(json));
    }

    static Instant updatedAt(JsonNode json) {
        return OffsetDateTime.parse(json.path("fields").path("updated").asText(), TIME).toInstant();
    }

    static Issue.Status status(JsonNode status, String resolution) {
        return new Issue.Status(status.path("id").asText(), status.path("name").asText(),
                status.path("statusCategory").path("key").asText(), resolution);
    }

    Issue.Account account(JsonNode user) {
        return new Issue.Account(user.path(this.accountKey).asText(), user.path("displayName").asText());
    }

    IssueRef ref(JsonNode json) {
        var key = json.path("key").asText();
        if (key.isEmpty() || json.path("id").asText().isEmpty()) {
            throw new TrackerException.NotTheTracker("It answered without an issue id and key.");
        }
        return new IssueRef(json.path("id").asText(), key, this.site + "/browse/" + key);
    }

    /**
     * The issue key in what a person wrote or pasted: the key itself, its page, or a
     * board or list that shows it.
     * @throws Rejected saying what would do
     */
    String key(String keyOrUrl) {
        var text = keyOrUrl.strip();
        var address = ADDRESS.matcher(text);
        var key = address.matches() ? keyAt(address.group("origin") + address.group("path"), address.group("query"))
                : text;
        if (!KEY.matcher(key).matches()) {
            var words = "that names no issue here; enter a key such as SHOP-12 or an address such as " + this.site
                    + "/browse/SHOP-12";
            throw new Rejected(Reason.INVALID_FIELD, words, Map.of("issue", words));
        }
        return key.toUpperCase(Locale.ROOT);
    }

    private String keyAt(String page, String query) {
        if (!page.regionMatches(true, 0, this.site + "/", 0, this.site.length() + 1)) {
            return "";
        }
        var selected = SELECTED.matcher((query != null) ? query : "");
        return selected.find() ? selected.group("key")
                : page.replaceFirst("/+$", "").substring(page.replaceFirst("/+$", "").lastIndexOf('/') + 1);
    }

}
