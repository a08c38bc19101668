package io.tracebridge.tracker.redmine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Webhooks;

/**
 * Redmine posts from 7.0 on, once and never again. It signs only if the hook has a
 * secret, and gives deliveries no id: a change is known by its journal, anything else by
 * its bytes.
 */
final class RedmineWebhooks implements Webhooks {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String SIGNATURE = "X-Redmine-Signature-256";

    private static final Set<String> EVENTS = Set.of("issue.created", "issue.updated", "issue.deleted");

    @Override
    public Secret secretFrom() {
        return Secret.OURS;
    }

    @Override
    public List<String> instructions(String url, String secret) {
        return List.of("Redmine has webhooks from version 7.0 on; up to 6 leave this out, and polling does it alone.",
                "As an administrator, choose Administration, Settings, Integrations (or API), tick Enable webhooks and save; then choose Administration, Roles and permissions and give a role Use webhooks.",
                "Sign in as an account that has that role in the project and may see all its issues, best the one whose API key is used here: Redmine tells a webhook what its owner may see.",
                "Choose My account, Webhooks, New webhook.", "Enter the URL " + url, "Enter the secret " + secret,
                "Tick the events issue created, issue updated and issue deleted, choose the project, leave Active ticked and save.",
                "Change an issue of the project and see that the delivery arrives here: Redmine sends each once and writes what failed to its log only.");
    }

    @Override
    public Delivery read(Request request, String secret) {
        if (!secret.isEmpty()) {
            var given = request.header(SIGNATURE);
            if (given.isEmpty()) {
                return new Delivery.Forged("it has no " + SIGNATURE + ": enter the secret in Redmine's webhook");
            }
            var expected = "sha256=" + Signatures.hexHmacSha256(secret, request.body());
            if (!Signatures.equal(given.get().strip(), expected)) {
                return new Delivery.Forged("its signature is not of this secret and body");
            }
        }
        return delivery(request.body());
    }

    private static Delivery delivery(byte[] body) {
        try {
            var json = JSON.readTree(body);
            return json.isObject() ? delivery(json, body) : new Delivery.Forged("its body is no JSON object");
        }
        catch (IOException ex) {
            return new Delivery.Forged("its body is not JSON");
        }
    }

    private static Delivery delivery(JsonNode json, byte[] body) {
        var type = json.path("type").asText();
        if (!EVENTS.contains(type)) {
            return new Delivery.Ignored("'" + type + "' is not about an issue's change");
        }
        var issue = json.path("data").path("issue").path("id");
        if (!issue.canConvertToInt() || issue.asInt() <= 0) {
            return new Delivery.Forged("it names no issue");
        }
        var journal = json.path("data").path("journal");
        var change = journal.path("id").isIntegralNumber() ? journal.path("id").asText() : Signatures.hexSha256(body);
        return new Delivery.Changed(type + ":" + issue.asText() + ":" + change,
                List.of(new IssueRef(issue.asText(), "#" + issue.asText(), "")), actor(json));
    }

    /** Who wrote the journal, or the new issue; Redmine does not say who deleted one. */
    private static Optional<String> actor(JsonNode json) {
        var data = json.path("data");
        var who = json.path("type").asText().equals("issue.created") ? data.path("issue").path("author")
                : data.path("journal").path("user");
        return Optional.of(who.path("id").asText()).filter((id) -> !id.isEmpty());
    }

}
