package io.tracebridge.notify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import io.tracebridge.tracker.Signatures;

/** Signs by Standard Webhooks, so that receivers can verify with a library of theirs. */
final class StandardWebhook {

    private static final String PREFIX = "whsec_";

    private static final int SHORTEST_KEY = 24;

    private static final int LONGEST_KEY = 64;

    private final byte[] key;

    /**
     * @param secret {@code whsec_} and the key in Base64
     * @throws IllegalArgumentException saying what a secret looks like, without this one
     */
    StandardWebhook(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw malformed();
        }
        try {
            this.key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        }
        catch (IllegalArgumentException ex) {
            throw malformed();
        }
        if (this.key.length < SHORTEST_KEY || this.key.length > LONGEST_KEY) {
            throw malformed();
        }
    }

    /** The value of {@code webhook-signature}. */
    String sign(String id, Instant at, String body) {
        var signed = (id + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(Signatures.hmacSha256(this.key, signed));
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("must be whsec_ followed by " + SHORTEST_KEY + " to " + LONGEST_KEY
                + " random bytes in Base64, for instance from: echo whsec_$(openssl rand -base64 32)");
    }

}
