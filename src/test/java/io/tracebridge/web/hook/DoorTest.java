package io.tracebridge.web.hook;

import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** Who gets in at the webhook's address, and what is said to those who do not. */
@ExtendWith(OutputCaptureExtension.class)
class DoorTest extends HookSlice {

    @Autowired
    MeterRegistry meters;

    private long integration;

    private long link;

    @BeforeEach
    void aWebhook() {
        this.integration = integration("one", "github");
        this.link = link(this.integration, "7", "#7");
        setUp(this.integration);
    }

    @Test
    void aWrongIntegrationAndAWrongSecretCannotBeToldApart() {
        var unset = integration("without a webhook", "github");
        var own = this.path.substring(this.path.lastIndexOf('/') + 1);

        var wrongSecret = post("/hooks/" + this.integration + "/" + "x".repeat(43));
        assertThat(wrongSecret).hasStatus(404).body().isEmpty();
        for (var path : new String[] { "/hooks/" + (unset + 1) + "/" + own, "/hooks/" + unset + "/" + own,
                "/hooks/one/" + own, "/hooks/99999999999999999999/" + own, "/hooks/-1/" + own,
                "/hooks/" + this.integration + "/x" }) {
            var refused = post(path);
            assertThat(refused).as(path).hasStatus(404).body().isEmpty();
            assertThat(refused.getResponse().getHeaderNames()).as(path)
                .isEqualTo(wrongSecret.getResponse().getHeaderNames());
        }
        assertThat(dirty(this.link)).isFalse();
    }

    @Test
    void theSecretOfOneIntegrationIsNoneOfAnother() {
        var first = this.path;
        setUp(integration("two", "github"));

        assertThat(post(first.substring(0, first.lastIndexOf('/')) + this.path.substring(this.path.lastIndexOf('/'))))
            .hasStatus(404);
    }

    @Test
    void theOldAddressStopsWorkingWhenTheWebhookIsSetUpAgain() {
        var old = this.path;
        setUp(this.integration);

        assertThat(post(old)).hasStatus(404);
        assertThat(post(this.path)).hasStatusOk();
        assertThat(dirty(this.link)).isTrue();
    }

    @Test
    void signingSecretsThatCannotBeReadLetNobodyIn() {
        this.jdbc.sql("update integration set tracker = 'jira-cloud', signing_secret = '\\x01'").update();

        assertThat(post(this.path)).hasStatus(404);
    }

    @Test
    void anIntegrationWhoseTrackerHasNoWebhooksAnyMoreHasNoAddress() {
        this.jdbc.sql("update integration set tracker = 'sandbox'").update();

        assertThat(post(this.path)).hasStatus(404);
    }

    @Test
    void aDisabledIntegrationHearsNothing() {
        this.jdbc.sql("update integration set state = 'disabled'").update();

        assertThat(post(this.path)).hasStatusOk();

        assertThat(dirty(this.link)).isFalse();
        assertThat(deliveries()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "state = 'stopped'", "paused_at = now()" })
    void whatAnIntegrationHearsWhileItIsStoppedWaits(String stopped) {
        this.jdbc.sql("update integration set " + stopped).update();

        assertThat(post(this.path)).hasStatusOk();

        assertThat(dirty(this.link)).isTrue();
    }

    @Test
    void whatIsTooLargeToReadIsPolledFor() {
        this.jdbc.sql("update integration set poll_due_at = now() + interval '1 hour'").update();
        var largest = new byte[HookController.LARGEST];

        assertThat(post(this.path, largest, Map.of())).hasStatus(401);
        assertThat(pollIsDue()).isFalse();
        assertThat(post(this.path, new byte[largest.length + 1], Map.of())).hasStatus(413).body().isEmpty();
        assertThat(pollIsDue()).isTrue();
        assertThat(post(this.path + "x", new byte[largest.length + 1], Map.of())).hasStatus(404);
    }

    @Test
    void hostileTextsAreTakenAsAnyText() {
        var cases = integration("cases", "fogbugz");
        var link = link(cases, "9", "Case 9");
        setUp(cases);

        assertThat(postText("{\"eventtype\":\"CaseEdited\",\"casenumber\":\"9\",\"caseeventid\":\"\\u0000\"}"))
            .hasStatusOk();
        assertThat(dirty(link)).isTrue();
        assertThat(postText("{\"eventtype\":\"'; drop table link; --\",\"casenumber\":\"9\",\"eventtime\":\""
                + "x".repeat(500_000) + "\"}"))
            .hasStatusOk();
        assertThat(deliveries()).isEqualTo(2);
        assertThat(postText("{\"eventtype\":".repeat(80_000))).hasStatus(401);
    }

    @Test
    void refusalsAreCountedAndLoggedOnceAMinute(CapturedOutput output) {
        var before = forged();

        for (var i = 0; i < 3; i++) {
            assertThat(post(this.path, Payloads.gitHub(), Map.of())).hasStatus(401);
        }

        assertThat(forged() - before).isEqualTo(3);
        assertThat(output.getOut()).containsOnlyOnce("A webhook delivery to integration " + this.integration)
            .doesNotContain(this.path);
    }

    @Test
    void onlyPostsAreTaken() {
        assertThat(this.mvc.get().uri(this.path)).hasStatus(405);
        assertThat(this.mvc.get().uri("/hooks/1/x")).hasStatus(405);
    }

    private MvcTestResult post(String path) {
        var body = Payloads.gitHub();
        return post(path, body, Payloads.signed("github", body, this.secret));
    }

    private MvcTestResult postText(String body) {
        return post(this.path, body.getBytes(), Map.of());
    }

    private boolean pollIsDue() {
        return this.jdbc.sql("select poll_due_at <= now() from integration where id = ?")
            .param(this.integration)
            .query(Boolean.class)
            .single();
    }

    private double forged() {
        return this.meters.find("tracebridge.webhook.deliveries")
            .tags("project", "shop", "integration", "one", "tracker", "github", "outcome", "forged")
            .counters()
            .stream()
            .mapToDouble(Counter::count)
            .sum();
    }

}
