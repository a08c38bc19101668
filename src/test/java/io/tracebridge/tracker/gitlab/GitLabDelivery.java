package io.tracebridge.tracker.gitlab;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.tracebridge.tracker.Webhooks;

/** A delivery as GitLab signs it with a signing token. */
final class GitLabDelivery {

    private GitLabDelivery() {
    }

    static Webhooks.Request signed(String body, String secret, String id) {
        var now = Instant.now();
        var timestamp = String.valueOf(now.getEpochSecond());
        return new Webhooks.Request(
                Map.of("X-Gitlab-Event", "Issue Hook", "Idempotency-Key", id, "webhook-id", id, "webhook-timestamp",
                        timestamp, "webhook-signature",
                        "v1," + signature(id + "." + timestamp + "." + body, secret.replace("whsec_", ""))),
                body.getBytes(StandardCharsets.UTF_8), now);
    }

    private static String signature(String signed, String key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        }
        catch (GeneralSecurityException ex) {
            throw new AssertionError(ex);
        }
    }

}
