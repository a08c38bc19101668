package io.tracebridge.tracker.phabricator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Webhooks;

/**
 * Herald's webhooks. They say that a task changed, neither how nor by whom.
 */
final class PhabricatorWebhooks implements Webhooks {

    private static final String SIGNATURE = "X-Phabricator-Webhook-Signature";

    private static final JsonMapper JSON = new JsonMapper();

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
        if (!object.path("type").asText().equals("TASK") || phid.isEmpty()) {
            return new Delivery.Ignored("about " + object.path("type").asText("nothing") + ", not a task");
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
                : sha256(body.at("/object/phid").asText() + transactions + body.at("/action/epoch").asText());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("SHA-256 is part of every JDK", ex);
        }
    }

}
