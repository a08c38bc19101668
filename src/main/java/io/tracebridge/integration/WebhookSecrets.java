package io.tracebridge.integration;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

import io.tracebridge.security.SecretCipher;
import io.tracebridge.security.SecretCipher.UnreadableSecretException;
import org.springframework.stereotype.Component;

/** Makes what webhooks are known by, and keeps it encrypted. */
@Component
class WebhookSecrets {

    private static final int BYTES = 32;

    private final SecretCipher cipher;

    private final SecureRandom random = new SecureRandom();

    WebhookSecrets(SecretCipher cipher) {
        this.cipher = cipher;
    }

    /** Fit for an address: letters, digits, {@code -} and {@code _}. */
    String fresh() {
        var bytes = new byte[BYTES];
        this.random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    byte[] seal(Kind kind, long integrationId, String plain) {
        return this.cipher.encrypt(plain, kind.place(integrationId));
    }

    /** Empty if none is stored, or the key that it was stored with is not here. */
    Optional<String> open(Kind kind, long integrationId, byte[] sealed) {
        try {
            return Optional.ofNullable(sealed).map((bytes) -> this.cipher.decrypt(bytes, kind.place(integrationId)));
        }
        catch (UnreadableSecretException ex) {
            return Optional.empty();
        }
    }

    enum Kind {

        ADDRESS, SIGNATURE;

        private String place(long integrationId) {
            return "webhook/" + integrationId + "/" + name();
        }

    }

    /**
     * @param address the last part of the webhook's address
     * @param signing what the tracker signs with; empty for nothing
     */
    record Pair(String address, String signing) {

        /** Neither. */
        @Override
        public String toString() {
            return "Pair[***]";
        }

    }

}
