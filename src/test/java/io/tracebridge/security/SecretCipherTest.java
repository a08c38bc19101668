package io.tracebridge.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;

import io.tracebridge.security.SecretCipher.UnreadableSecretException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretCipherTest {

    private static final byte[] OLD = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] NEW = "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII);

    private final SecretCipher cipher = new SecretCipher(List.of(OLD));

    @Test
    void givesBackWhatItEncrypted() {
        var sealed = this.cipher.encrypt("pässword 🔑", "integration/1/Jira");

        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("ssword");
        assertThat(this.cipher.decrypt(sealed, "integration/1/Jira")).isEqualTo("pässword 🔑");
    }

    @Test
    void neverEncryptsTheSameWayTwice() {
        assertThat(this.cipher.encrypt("x", "p")).isNotEqualTo(this.cipher.encrypt("x", "p"));
    }

    @Test
    void doesNotOpenASecretThatWasCopiedToAnotherPlace() {
        var sealed = this.cipher.encrypt("x", "integration/1/Jira");

        assertThatThrownBy(() -> this.cipher.decrypt(sealed, "integration/2/Jira"))
            .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void doesNotOpenASecretThatWasTamperedWith() {
        var sealed = this.cipher.encrypt("x", "p");

        for (var n = 0; n < sealed.length; n++) {
            var tampered = sealed.clone();
            tampered[n] ^= 1;
            assertThatThrownBy(() -> this.cipher.decrypt(tampered, "p")).as("in byte %d", n)
                .isInstanceOf(UnreadableSecretException.class);
            var shortened = Arrays.copyOf(sealed, n);
            assertThatThrownBy(() -> this.cipher.decrypt(shortened, "p")).as("after %d bytes", n)
                .isInstanceOf(UnreadableSecretException.class);
        }
    }

    @Test
    void aReplacedKeyStillOpensWhatTheOldOneEncrypted() {
        var sealed = this.cipher.encrypt("x", "p");
        var rotated = new SecretCipher(List.of(NEW, OLD));

        assertThat(rotated.decrypt(sealed, "p")).isEqualTo("x");
        var resealed = rotated.encrypt("x", "p");
        assertThatThrownBy(() -> this.cipher.decrypt(resealed, "p")).isInstanceOf(UnreadableSecretException.class)
            .hasMessageContaining("TRACEBRIDGE_SECRET_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "short", "MDEyMzQ1Njc4OWFiY2RlZg==", "not base64 at all!" })
    void aKeyOfAnotherShapeIsRefusedWithoutRepeatingIt(String key) {
        assertThatThrownBy(() -> SecretKeys.parse(key)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("openssl rand -base64 32")
            .message()
            .satisfies((message) -> assertThat(key.isEmpty() || !message.contains(key)).isTrue());
    }

    @Test
    void theKeyFileIsMadeOnceAndForItsOwnerOnly(@TempDir Path directory) throws Exception {
        var file = directory.resolve("data/secret.key");

        var made = SecretKeys.fromFile(file);

        assertThat(SecretKeys.fromFile(file).getFirst()).hasSize(32).isEqualTo(made.getFirst());
        assertThat(SecretKeys.fromFile(directory.resolve("another.key")).getFirst()).as("nobody can guess it")
            .isNotEqualTo(made.getFirst());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

}
