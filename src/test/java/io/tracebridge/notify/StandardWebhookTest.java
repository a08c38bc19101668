package io.tracebridge.notify;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Signatures as other people's libraries compute them. */
class StandardWebhookTest {

    /** The first is that of the Standard Webhooks project's own libraries. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0',
            textBlock = """
                    whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw|msg_p5jXN8AQM9LWM0D4loKWxJek|1614265330|{"test": 2432232314}|v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                    whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=|1b9e7b54-3f0a-4d3a-9d63-0d1c5c7d1e11|1782983700|{"object_kind":"issue"}|v1,NaMD5lh2wGoVOJjFykaEK8VpUToG6iiHYHD3+62i15Y=
                    """)
    void idTimeAndBodyAreSigned(String secret, String id, long seconds, String body, String signature) {
        assertThat(new StandardWebhook(secret).sign(id, Instant.ofEpochSecond(seconds), body)).isEqualTo(signature);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_not base64!" })
    void aSecretOfAnotherShapeIsRefusedWithoutBeingQuoted(String secret) {
        assertThatIllegalArgumentException().isThrownBy(() -> new StandardWebhook(secret))
            .withMessageContaining("24 to 64 random bytes")
            .withMessageNotContaining("MfKQ")
            .withNoCause();
    }

    @Test
    void aByteMoreIsAnotherSignature() {
        var signer = new StandardWebhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(signer.sign("a", Instant.EPOCH, "{}")).isNotEqualTo(signer.sign("a", Instant.EPOCH, "{} "));
    }

}
