package io.tracebridge.tracker.jira;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Webhooks;

/**
 * What Jira posts. Payloads differ much between editions, versions and events: the change
 * log may be empty, the event's type absent, a comment come without its issue. So only
 * which issue it is about is taken from them.
 */
final class JiraWebhooks implements Webhooks {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Set<String> EVENTS = Set.of("jira:issue_created", "jira:issue_updated", "jira:issue_deleted",
            "comment_created", "comment_updated", "comment_deleted");

    /** Where Data Center hides the issue of a comment: in the comment's own address. */
    private static final Pattern COMMENT_OF = Pattern.compile("/issue/(?<issue>[0-9]{1,18})/comment/");

    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_]+-[0-9]{1,10}");

    private static final int LONGEST_ID = 200;

    private final boolean signed;

    /**
     * @param signed whether this edition signs every delivery; else a signature counts
     * only where there is one
     */
    JiraWebhooks(boolean signed) {
        this.signed = signed;
    }

    @Override
    public Secret secretFrom() {
        return this.signed ? Secret.OURS : Secret.NONE;
    }

    @Override
    public List<String> instructions(String url, String secret) {
        var where = this.signed ? "choose Settings (the cog), System, WebHooks, Create a WebHook"
                : "choose Administration (the cog), System, WebHooks, Create a WebHook";
        var signing = this.signed ? "Enter the secret " + secret
                : "If the form has a field for a secret, leave it empty: the URL is the secret.";
        return List.of("In Jira, " + where + ". You need the global permission Administer Jira.",
                "Enter the name Tracebridge, leave the status Enabled, and enter the URL " + url, signing,
                "Under Issue related events enter this JQL, with your project's key instead of SHOP: "
                        + JiraHooks.jql("SHOP"),
                "Below it tick updated and deleted under Issue, and nothing else.",
                "Leave Exclude body unticked and choose Create.",
                "Change an issue of the project and see that the delivery arrives here within a minute.");
    }

    @Override
    public Delivery read(Request request, String secret) {
        return forged(request, secret).<Delivery>map(Delivery.Forged::new).orElseGet(() -> genuine(request));
    }

    private Optional<String> forged(Request request, String secret) {
        var signature = request.header("X-Hub-Signature");
        if (secret.isEmpty() || (signature.isEmpty() && !this.signed)) {
            return Optional.empty();
        }
        if (signature.isEmpty()) {
            return Optional.of("it carries no X-Hub-Signature; enter the secret at Jira's webhook");
        }
        var expected = "sha256=" + Signatures.hexHmacSha256(secret, request.body());
        return Signatures.equal(signature.get().strip().toLowerCase(Locale.ROOT), expected) ? Optional.empty()
                : Optional.of("its X-Hub-Signature does not fit; the secret at Jira's webhook may be another");
    }

    private static Delivery genuine(Request request) {
        JsonNode json;
        try {
            json = JSON.readTree(request.body());
        }
        catch (IOException ex) {
            return new Delivery.Forged("its body is no JSON");
        }
        if (!json.isObject()) {
            return new Delivery.Forged("its body is no JSON object");
        }
        var event = json.path("webhookEvent").asText();
        if (!EVENTS.contains(event)) {
            return new Delivery.Ignored("'" + event + "' is no event of an issue or its comments");
        }
        return issue(json).<Delivery>map((issue) -> new Delivery.Changed(id(request), List.of(issue), actor(json)))
            .orElseGet(() -> new Delivery.Ignored("it names no issue"));
    }

    private static Optional<IssueRef> issue(JsonNode json) {
        var id = matching(ID, json.path("issue").path("id").asText());
        var key = matching(KEY, json.path("issue").path("key").asText());
        if (!id.isEmpty() || !key.isEmpty()) {
            return Optional.of(new IssueRef(id, key, ""));
        }
        var comment = COMMENT_OF.matcher(json.path("comment").path("self").asText());
        return comment.find() ? Optional.of(new IssueRef(comment.group("issue"), "", "")) : Optional.empty();
    }

    private static String matching(Pattern pattern, String text) {
        return pattern.matcher(text).matches() ? text : "";
    }

    /** Cloud keeps its identifier across retries; Data Center has none. */
    private static String id(Request request) {
        return request.header("X-Atlassian-Webhook-Identifier")
            .map(String::strip)
            .filter((id) -> !id.isEmpty() && id.length() <= LONGEST_ID)
            .orElseGet(() -> Signatures.hexSha256(request.body()));
    }

    /** A deleted comment comes with who wrote it, not with who deleted it. */
    private static Optional<String> actor(JsonNode json) {
        var deleted = json.path("webhookEvent").asText().equals("comment_deleted");
        var comment = deleted ? MissingNode.getInstance() : json.path("comment");
        return Stream.of(json.path("user"), comment.path("updateAuthor"), comment.path("author"))
            .flatMap((user) -> Stream.of(user.path("accountId").asText(), user.path("name").asText()))
            .filter((account) -> !account.isEmpty())
            .findFirst();
    }

}
