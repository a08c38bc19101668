package io.tracebridge.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts credentials at rest: AES-256-GCM, a fresh nonce each time, bound to the place
 * it is stored under so that a ciphertext copied to another row does not open there.
 */
public final class SecretCipher {

    private static final byte VERSION = 1;

    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final List<SecretKey> keys;

    private final SecureRandom random = new SecureRandom();

    /**
     * @param keys 32 bytes each; the first encrypts, all decrypt, so that a key can be
     * replaced
     */
    public SecretCipher(List<byte[]> keys) {
        this.keys = keys.stream().<SecretKey>map((key) -> new SecretKeySpec(key, "AES")).toList();
    }

    /**
     * @param place what identifies the row, for instance {@code integration/12/JIRA}
     */
    public byte[] encrypt(String plain, String place) {
        var nonce = new byte[NONCE_BYTES];
        this.random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, this.keys.getFirst(), nonce, place)
                .doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length).put(VERSION).put(nonce).put(sealed).array();
        }
        catch (GeneralSecurityException ex) {
            throw new IllegalStateException("AES-GCM is part of every JDK", ex);
        }
    }

    /**
     * @throws UnreadableSecretException when no configured key opens it
     */
    public String decrypt(byte[] stored, String place) {
        if (stored.length < 1 + NONCE_BYTES || stored[0] != VERSION) {
            throw new UnreadableSecretException();
        }
        var nonce = Arrays.copyOfRange(stored, 1, 1 + NONCE_BYTES);
        for (var key : this.keys) {
            try {
                var plain = cipher(Cipher.DECRYPT_MODE, key, nonce, place).doFinal(stored, 1 + NONCE_BYTES,
                        stored.length - 1 - NONCE_BYTES);
                return new String(plain, StandardCharsets.UTF_8);
            }
            catch (GeneralSecurityException ex) {
                // Another key may open it.
            }
        }
        throw new UnreadableSecretException();
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** The stored credential was encrypted with a key that this program was not given. */
    public static final class UnreadableSecretException extends RuntimeException {

        UnreadableSecretException() {
            super("The stored credential cannot be decrypted: TRACEBRIDGE_SECRET_KEY is not the key it was saved with. "
                    + "Start with that key, or enter the credential again.");
        }

    }

}
