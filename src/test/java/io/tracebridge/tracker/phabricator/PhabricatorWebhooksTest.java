package io.tracebridge.tracker.phabricator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Webhooks.Delivery;
import io.tracebridge.tracker.Webhooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PhabricatorWebhooksTest {

    private static final String SECRET = "whsec_dHJhY2VicmlkZ2UgdGVzdHMgZXZlcnkgdHJhY2tlcg==";

    @Test
    void readsARecordedDelivery() {
        var body = resource("webhook.task-changed.json");
        var signature = "67540f485ce9b85f2ba760a79fcfc2df3b556ca47b320d68cc1c02c21b03b0c5";
        var request = new Webhooks.Request(Map.of("x-phabricator-webhook-signature", signature),
                body.getBytes(StandardCharsets.UTF_8), Instant.now());

        assertThat(new PhabricatorWebhooks().read(request, "abcdefghijklmnopqrstuvwxyz012345"))
            .isInstanceOfSatisfying(Delivery.Changed.class, (changed) -> {
                assertThat(changed.issues()).containsExactly(new IssueRef("PHID-TASK-abcdefghijklmnopqrst", "", ""));
                assertThat(changed.actor()).isEmpty();
                assertThat(changed.id()).matches("[0-9a-f]{64}");
            });
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"object\":{\"type\":\"TASK\",\"phid\":\"PHID-TASK-x\"},\"action\":{\"test\":true}}",
            "{\"object\":{\"type\":\"DREV\",\"phid\":\"PHID-DREV-x\"}}", "{}", "[]" })
    void ignoresTestsAndOtherObjects(String body) {
        assertThat(new PhabricatorWebhooks().read(FakePhabricator.signed(body, SECRET), SECRET))
            .isInstanceOf(Delivery.Ignored.class);
    }

    @Test
    void anEmptySecretVerifiesNothing() {
        assertThat(new PhabricatorWebhooks().read(FakePhabricator.signed("{}", SECRET), ""))
            .isInstanceOf(Delivery.Forged.class);
    }

    private static String resource(String name) {
        try (var stream = PhabricatorWebhooksTest.class.getResourceAsStream("/phabricator/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
