package io.tracebridge.workflow;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.tracebridge.TestDatabase;
import io.tracebridge.outbox.OutboxQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doThrow;

/** Which row's turn it is, and what one row's or one relay's trouble is to the others. */
@SpringBootTest(classes = OutboxRelayTest.Slice.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class OutboxQueueTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    OutboxQueue queue;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlayedEngine engine;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @BeforeEach
    void emptyOutbox() {
        this.jdbc.sql("truncate outbox").update();
        this.engine.reset();
    }

    @Test
    void whatHasBeenDueForLongestComesFirst() {
        var second = row("-2 hours");
        var first = row("-3 hours");
        var third = row("-1 hour");

        assertThat(List.of(claim(1), claim(1), claim(1))).containsExactly(List.of(first), List.of(second),
                List.of(third));
    }

    @Test
    void aRowThatWasNotTakenWaitsForItsDelay() {
        var row = row("0");
        claim(1);

        this.queue.failed(List.of(new OutboxQueue.Failure(row, "no such process", HOUR)));
        assertThat(claim(1)).isEmpty();

        this.queue.failed(List.of(new OutboxQueue.Failure(row, "no such process", Duration.ZERO)));
        assertThat(this.queue.claim(1, HOUR)).singleElement()
            .satisfies((again) -> assertThat(again.attempts()).isEqualTo(2));
    }

    @Test
    void aRelayThatHoldsSomeRowsHoldsUpNoOther() {
        var held = row("-2 hours");
        var free = row("-1 hour");

        this.transactions.executeWithoutResult((status) -> {
            this.jdbc.sql("select 1 from outbox where id = ? for update").param(held).query().singleRow();
            assertThat(CompletableFuture.supplyAsync(() -> claim(10))).succeedsWithin(5, TimeUnit.SECONDS)
                .isEqualTo(List.of(free));
        });
    }

    @Test
    void aRowThatCannotEvenBeSentStaysWithTheReasonAndHoldsUpNoOther() throws Exception {
        this.jdbc.sql("insert into outbox (kind, payload, available_at) values ('error-report', '{}', now())").update();
        row("0");

        batch().relay(this.queue);

        assertThat(this.engine.reports()).containsExactly(1);
        assertThat(this.jdbc.sql("select last_error from outbox").query(String.class).single())
            .contains("no report in {}");
    }

    @Test
    void halfAsManyAreUnderWayWhenTheEngineWasBusy() throws Exception {
        var batch = batch();
        this.engine.refuseMoreAtOnceThan(0);
        row("0");
        assertThat(batch.relay(this.queue)).isEqualTo(OutboxBatch.Outcome.BUSY);

        this.engine.reset();
        this.engine.hold();
        for (var n = 0; n < 40; n++) {
            row("0");
        }
        var relaying = CompletableFuture.runAsync(() -> relay(batch));
        await().during(Duration.ofMillis(300)).until(() -> this.engine.held() == 8);

        this.engine.answerHeld();
        assertThat(relaying).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void aDatabaseThatIsAwayForAMomentEndsNoRelay() {
        var shaky = Mockito.spy(this.queue);
        doThrow(new DataAccessResourceFailureException("no connection")).doCallRealMethod()
            .when(shaky)
            .claim(anyInt(), any());
        row("0");
        var relay = new OutboxRelay(shaky, batch(), new CountDownLatch(0), Duration.ofMillis(50), new Random(1));

        relay.start();

        await().until(() -> this.engine.reports().equals(List.of(1)));
        relay.stop();
    }

    private OutboxBatch batch() {
        return new OutboxBatch(this.engine, new Random(1));
    }

    private void relay(OutboxBatch batch) {
        try {
            batch.relay(this.queue);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Long> claim(int limit) {
        return this.queue.claim(limit, HOUR).stream().map(OutboxQueue.Row::id).toList();
    }

    /** Put there by nobody whom the relay hears. */
    private long row(String dueIn) {
        return this.jdbc.sql("""
                insert into outbox (kind, payload, available_at)
                values ('error-report', '{"reportId": 1}', now() + ?::interval) returning id""")
            .param(dueIn)
            .query(Long.class)
            .single();
    }

}
