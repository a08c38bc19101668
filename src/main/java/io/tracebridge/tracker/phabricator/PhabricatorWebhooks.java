package io.tracebridge.tracker.phabricator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.tracebridge.issue.DraftWriter;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Webhooks;

/**
 * Herald's webhooks. They say that a task changed, neither how nor by whom.
 */
final class PhabricatorWebhooks implements Webhooks {

    private static final String SIGNATURE = "X-Phabricator-Webhook-Signature";

    private static final Pattern PHID = Pattern.compile("PHID-TASK-\\w{1,50}");

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Secret secretFrom() {
        return Secret.TRACKERS;
    }

    @Override
    public List<String> instructions(String url, String secret) {
        return List.of(
                "In Phabricator, choose Herald, Webhooks, Create Webhook. You need the permission Can Create Webhooks of the application Herald.",
                "Enter the name Tracebridge and the webhook URI " + url,
                "Choose the status Enabled, not Firehose, and create it.",
                "On the page of the new webhook choose View HMAC Key, and enter that key here as the webhook secret.",
                "Choose Herald, Create Rule, Maniphest Tasks, Global Rule. You need the permission Can Manage Global Rules.",
                "Let the rule apply when all of this is met: Description contains " + DraftWriter.LINK_TEXT
                        + "; or, to hear of tasks too that were linked by hand, Project tags include any of your project.",
                "Let it take this action every time: Call webhooks, Tracebridge. Save the rule.",
                "On the page of the webhook choose New Test Request with the name of a task, such as T123: its status must become Sent.");
    }

    @Override
    public Delivery read(Request request, String secret) {
        var signature = request.header(SIGNATURE);
        if (signature.isEmpty()) {
            return new Delivery.Forged("it has no header " + SIGNATURE);
        }
        if (secret.isEmpty() || !Signatures.equal(signature.get(), Signatures.hexHmacSha256(secret, request.body()))) {
            return new Delivery.Forged("its signature is not made with the HMAC key of this webhook");
        }
        try {
            return genuine(JSON.readTree(request.body()));
        }
        catch (IOException ex) {
            return new Delivery.Forged("its body is not JSON");
        }
    }

    private static Delivery genuine(JsonNode body) {
        if (body.at("/action/test").asBoolean()) {
            return new Delivery.Ignored("a test");
        }
        var object = body.path("object");
        var phid = object.path("phid").asText();
        if (!object.path("type").asText().equals("TASK") || !PHID.matcher(phid).matches()) {
            return new Delivery.Ignored("about something other than a task");
        }
        return new Delivery.Changed(id(body), List.of(new IssueRef(phid, "", "")), Optional.empty());
    }

    /**
     * A delivery has no id of its own, but is about transactions that no other is about.
     */
    private static String id(JsonNode body) {
        var transactions = StreamSupport.stream(body.path("transactions").spliterator(), false)
            .map((transaction) -> transaction.path("phid").asText())
            .sorted()
            .collect(Collectors.joining(" "));
        return transactions.matches("\\S+") ? transactions
                : Signatures
                    .hexSha256((body.at("/object/phid").asText() + transactions + body.at("/action/epoch").asText())
                        .getBytes(StandardCharsets.UTF_8));
    }

}
