package io.tracebridge.tracker.github;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Webhooks;

/**
 * Understands what repositories and organisations post. GitHub never sends a failed
 * delivery again by itself; one that somebody sends again keeps its id.
 */
final class GitHubWebhooks implements Webhooks {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Secret secretFrom() {
        return Secret.OURS;
    }

    @Override
    public List<String> instructions(String url, String secret) {
        return List.of(
                "On GitHub, open the repository and choose Settings, Webhooks, Add webhook. You need admin access to the repository.",
                "Enter the payload URL " + url, "Choose the content type application/json.",
                "Enter the secret " + secret, "Leave SSL verification enabled.",
                "Choose \"Let me select individual events\", tick Issues and Issue comments, and untick Pushes.",
                "Leave Active ticked and choose Add webhook.",
                "Open the new webhook and look at Recent Deliveries: the ping that GitHub sends at once must have a green tick.");
    }

    @Override
    public Delivery read(Request request, String secret) {
        if (secret.isEmpty()) {
            return new Delivery.Forged("The integration has no webhook secret: enter the same one here and on GitHub.");
        }
        var signature = request.header("X-Hub-Signature-256").orElse("");
        if (!Signatures.equal(signature, "sha256=" + Signatures.hexHmacSha256(secret, request.body()))) {
            return new Delivery.Forged(signature.isEmpty()
                    ? "There is no X-Hub-Signature-256: enter a secret in the webhook's settings on GitHub."
                    : "X-Hub-Signature-256 is not what our secret makes of the body.");
        }
        var id = request.header("X-GitHub-Delivery").filter((value) -> !value.isBlank());
        if (id.isEmpty()) {
            return new Delivery.Forged("There is no X-GitHub-Delivery.");
        }
        return switch (request.header("X-GitHub-Event").orElse("")) {
            case "issues", "issue_comment" -> changed(id.get(), request.body());
            case "ping" -> new Delivery.Ignored("a ping");
            case String other -> new Delivery.Ignored("an event of another kind: " + other);
        };
    }

    private static Delivery changed(String id, byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        }
        catch (IOException ex) {
            return new Delivery.Ignored("not JSON: set the webhook's content type to application/json");
        }
        var issue = json.path("issue");
        if (!issue.path("number").canConvertToInt()) {
            return new Delivery.Ignored("without an issue");
        }
        if (GitHubIssue.isPullRequest(issue)) {
            return new Delivery.Ignored("about a pull request");
        }
        var actor = json.path("sender").path("login").asText("");
        return new Delivery.Changed(id, issues(json), Optional.of(actor).filter((login) -> !login.isEmpty()));
    }

    /**
     * The issue by its number and, for one that was transferred to the hook's repository
     * (hooks of organisations hear of all), by its whole name too; after a transfer, also
     * by the name that it has from now on.
     */
    private static List<IssueRef> issues(JsonNode json) {
        var issue = json.path("issue");
        var url = issue.path("html_url").asText("");
        var number = issue.path("number").asText();
        var refs = new ArrayList<IssueRef>();
        refs.add(new IssueRef(number, "#" + number, url));
        whole(json.path("repository"), number, url).ifPresent(refs::add);
        var changes = json.path("changes");
        whole(changes.path("new_repository"), changes.path("new_issue").path("number").asText(""),
                changes.path("new_issue").path("html_url").asText(""))
            .ifPresent(refs::add);
        return refs;
    }

    private static Optional<IssueRef> whole(JsonNode repository, String number, String url) {
        var fullName = repository.path("full_name").asText("");
        if (!fullName.contains("/") || number.isEmpty()) {
            return Optional.empty();
        }
        var whole = new IssueAddress(Repository.of(fullName), number).toString();
        return Optional.of(new IssueRef(whole, whole, url));
    }

}
