package io.tracebridge.link;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.tracebridge.integration.SyncSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is asked, how often, and by whom. */
class PollScheduleTest extends PollTest {

    @Test
    void whoIsDueIsTakenOnceUntilItWasAsked() {
        assertThat(this.polling.due()).containsExactly(this.integration.id());
        assertThat(this.polling.due()).isEmpty();

        poll();
        assertThat(this.polling.due()).isEmpty();

        setIntegration("poll_due_at = now()");
        assertThat(this.polling.due()).containsExactly(this.integration.id());
    }

    @Test
    void ofManyWorkersAtOnceOneGetsIt() throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = executor.invokeAll(Collections.<Callable<List<Long>>>nCopies(8, this.polling::due));

            assertThat(workers.stream().map(PollScheduleTest::result).flatMap(List::stream))
                .containsExactly(this.integration.id());
        }
    }

    @Test
    void reportsThatReferToItMeanwhileDoNotHideIt() {
        this.transaction.executeWithoutResult((status) -> {
            this.jdbc.sql("insert into trigger_state (integration_id, group_id) values (?, ?)")
                .params(this.integration.id(), this.group)
                .update();
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThat(result(executor.submit(this.polling::due))).containsExactly(this.integration.id());
            }
        });
    }

    @Test
    void anIntegrationWhoseWorkerDiedComesBack() {
        this.polling.due();

        setIntegration("poll_leased_until = now() - interval '1 second'");

        assertThat(this.polling.due()).containsExactly(this.integration.id());
    }

    @Test
    void aLookThatTakesLongKeepsTheIntegration() {
        this.polling.due();
        this.tracker.meanwhile = () -> {
            setIntegration("poll_due_at = now()");
            assertThat(this.polling.due()).isEmpty();
        };

        poll();

        assertThat(this.polling.due()).as("asked for meanwhile").containsExactly(this.integration.id());
    }

    @ParameterizedTest
    @ValueSource(strings = { "state = 'stopped'", "state = 'disabled'", "paused_at = now(), paused_reason = '401'",
            "poll_due_at = now() + interval '1 second'", "tracker = 'unknown'" })
    void whoCannotBeAskedIsNotDue(String why) {
        setIntegration(why);

        assertThat(this.polling.due()).isEmpty();
    }

    @Test
    void withoutPullOrWithPollSecondsZeroOrWithoutAnyIssueNothingIsAsked() {
        configure(new SyncSettings(true, false, null, null, Map.of(), Map.of()));
        assertThat(this.polling.due()).isEmpty();

        configure(polledEvery(0));
        assertThat(this.polling.due()).isEmpty();

        configure(polledEvery(60));
        this.jdbc.sql("update link set state = 'unlinked'").update();
        assertThat(this.polling.due()).isEmpty();

        this.jdbc.sql("update link set state = 'linked'").update();
        assertThat(this.polling.due()).containsExactly(this.integration.id());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = { "-, 50", "60, 50", "3600, 3590" })
    void itIsDueAgainAfterItsInterval(Integer seconds, long due) {
        configure(polledEvery(seconds));

        poll();

        assertThat(dueIn()).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({ "1 minute, null, 290", "23 hours, null, 290", "25 hours, null, 50", "1 minute, now(), 50" })
    void webhooksThatWorkMakeItSeldom(String lastWebhook, String gapSince, long due) {
        setIntegration("hook_secret = '\\x00', last_webhook_at = now() - interval '" + lastWebhook
                + "', webhook_gap_since = " + gapSince);

        poll();

        assertThat(dueIn()).isEqualTo(due);
    }

    @Test
    void savingMakesItDueAndAnotherTrackersPlaceIsForgotten() {
        poll();
        configure(polledEvery(120));
        assertThat(dueIn()).isZero();
        assertThat(integration("poll_cursor is not null")).isEqualTo("true");

        setIntegration("connection = '{\"project\": \"other\"}'");
        configure(polledEvery(120));
        assertThat(integration("poll_cursor is null")).isEqualTo("true");
    }

    @Test
    void aLeaseIsRenewedOnlyWhileItIsHeld() {
        this.leases.renew(this.integration.id(), Duration.ofMinutes(5));

        assertThat(this.polling.due()).containsExactly(this.integration.id());
    }

    private static List<Long> result(Future<List<Long>> worker) {
        try {
            return worker.get();
        }
        catch (ExecutionException | InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

}
