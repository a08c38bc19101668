package io.tracebridge.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.grpc.Status;
import io.tracebridge.TestDatabase;
import io.tracebridge.outbox.Outbox;
import io.tracebridge.outbox.OutboxQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The relay on a real PostgreSQL; the engine is played. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = "tracebridge.platform.enabled=false")
class OutboxRelayTest {

    /** Longer than any test: what arrives was not found by looking. */
    private static final Duration NEVER = Duration.ofHours(1);

    private static final Duration SOON = Duration.ofMillis(50);

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    Outbox outbox;

    @Autowired
    OutboxQueue queue;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlayedEngine engine;

    private final List<OutboxRelay> relays = new ArrayList<>();

    @BeforeEach
    void emptyOutbox() {
        this.jdbc.sql("truncate outbox").update();
        this.engine.reset();
    }

    @AfterEach
    void stopRelays() {
        this.engine.answerHeld();
        this.relays.forEach(OutboxRelay::stop);
    }

    @Test
    void handsOverAtOnceAfterTheCommitAndForgets() {
        add(Instant.EPOCH, 1, 2, 3);

        await().until(() -> this.engine.taken().size() == 3 && rows() == 0);
        assertThat(this.engine.taken()).allSatisfy((row) -> {
            assertThat(row.kind()).isEqualTo("error-report");
            assertThat(row.payload()).contains("reportId");
        });
    }

    @Test
    void handsOverNothingThatWasRolledBack() {
        this.transactions.executeWithoutResult((transaction) -> {
            this.outbox.add(List.of(entry(1, Instant.EPOCH)));
            transaction.setRollbackOnly();
        });
        add(Instant.EPOCH, 2);

        await().until(() -> rows() == 0);
        assertThat(this.engine.reports()).containsExactly(2);
    }

    @Test
    void findsWhatNobodyTellsItOfOnceItIsDue() {
        start(SOON);
        insert(1, "1 hour");
        insert(2, "0.3 seconds");
        insert(3, "-1 second");

        await().until(() -> this.engine.taken().size() == 2);
        assertThat(this.engine.reports()).containsExactly(3, 2);
        await().until(() -> rows() == 1);
    }

    @Test
    void waitsUntilTheEngineKnowsOurProcesses() {
        var ready = new CountDownLatch(1);
        insert(1, "0");
        start(SOON, ready);

        await().during(Duration.ofMillis(300)).until(() -> this.engine.taken().isEmpty());
        ready.countDown();
        await().until(() -> this.engine.taken().size() == 1);
    }

    @Test
    void aRowThatTheEngineRefusesStaysWithTheReasonAndHoldsUpNoOther() {
        this.engine.refuse(2, Status.NOT_FOUND.withDescription("no such process"));
        add(Instant.EPOCH, 1, 2, 3);

        await().until(() -> rows() == 1);
        assertThat(this.engine.reports()).containsExactly(1, 3);
        var row = this.jdbc.sql("select attempts, last_error, available_at > now() as later from outbox")
            .query()
            .singleRow();
        assertThat(row).containsEntry("attempts", 1).containsEntry("last_error", "NOT_FOUND: no such process");
    }

    @Test
    void takesUpWhatStayedWhenTheEngineIsBack() {
        this.engine.away(true);
        start(SOON);
        add(Instant.EPOCH, IntStream.range(0, 100).toArray());
        await().until(
                () -> this.jdbc.sql("select count(*) from outbox where attempts > 0").query(Long.class).single() > 0);
        assertThat(rows()).isEqualTo(100);

        this.engine.away(false);

        await().until(() -> rows() == 0);
        assertThat(this.engine.reports()).doesNotHaveDuplicates().hasSize(100);
    }

    @Test
    void sendsFewerAtOnceWhenTheEngineIsBusy() {
        this.engine.delay(Duration.ofMillis(5));
        this.engine.refuseMoreAtOnceThan(6);
        start(SOON);
        add(Instant.EPOCH, IntStream.range(0, 300).toArray());

        await().until(() -> rows() == 0);
        assertThat(this.engine.reports()).doesNotHaveDuplicates().hasSize(300);
    }

    @Test
    void keepsNoMoreThanSixteenInFlight() {
        this.engine.hold();
        add(Instant.EPOCH, IntStream.range(0, 40).toArray());

        await().during(Duration.ofMillis(300)).until(() -> this.engine.held() == 16);
        this.engine.answerHeld();
        await().until(() -> rows() == 0);
    }

    @Test
    void relaysOfSeveralCopiesShareTheRows() {
        IntStream.range(0, 3).forEach((copy) -> start(SOON));
        add(Instant.EPOCH, IntStream.range(0, 1000).toArray());

        await().until(() -> rows() == 0);
        assertThat(this.engine.reports()).doesNotHaveDuplicates().hasSize(1000);
    }

    @Test
    void rowsOfARelayThatDiedComeBackAfterAWhile() {
        insert(1, "0");

        assertThat(this.queue.claim(10, Duration.ofMillis(300))).hasSize(1);
        assertThat(this.queue.claim(10, Duration.ofMillis(300))).isEmpty();
        await().until(() -> this.queue.claim(10, Duration.ofMillis(300)).size() == 1);
    }

    @Test
    void stoppingWaitsForTheRowsUnderWay() {
        this.engine.hold();
        var relay = start(SOON);
        insert(1, "0");
        await().until(() -> this.engine.held() == 1);

        var stopped = CompletableFuture.runAsync(relay::stop);
        await().during(Duration.ofMillis(200)).until(() -> !stopped.isDone());
        this.engine.answerHeld();

        await().until(stopped::isDone);
        assertThat(relay.isRunning()).isFalse();
        assertThat(rows()).isZero();
    }

    @Test
    void handsOverThreeHundredRowsASecond() {
        this.engine.delay(Duration.ofMillis(10));
        add(Instant.EPOCH, IntStream.range(0, 3000).toArray());

        await().atMost(Duration.ofSeconds(10)).until(() -> rows() == 0);
    }

    private OutboxRelay start(Duration poll) {
        return start(poll, new CountDownLatch(0));
    }

    private OutboxRelay start(Duration poll, CountDownLatch ready) {
        var random = new Random(1);
        var relay = new OutboxRelay(this.queue, new OutboxBatch(this.engine, random), ready, poll, random);
        this.relays.add(relay);
        relay.start();
        return relay;
    }

    private void add(Instant due, int... reports) {
        this.transactions.executeWithoutResult((transaction) -> this.outbox
            .add(IntStream.of(reports).mapToObj((report) -> entry(report, due)).toList()));
    }

    private static Outbox.Entry entry(int report, Instant due) {
        return new Outbox.Entry(ProcessNames.ERROR_REPORT, Map.of("reportId", report), due);
    }

    /** As another process would: nobody here is told. */
    private void insert(int report, String dueIn) {
        this.jdbc.sql(
                "insert into outbox (kind, payload, available_at) values (?, jsonb_build_object('reportId', ?), now() + ?::interval)")
            .params(ProcessNames.ERROR_REPORT, report, dueIn)
            .update();
    }

    private long rows() {
        return this.jdbc.sql("select count(*) from outbox").query(Long.class).single();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
            JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class, TransactionAutoConfiguration.class,
            JacksonAutoConfiguration.class })
    @Import({ Outbox.class, OutboxQueue.class, PlayedEngine.class })
    static class Slice {

        @Bean
        OutboxRelay relay(OutboxQueue queue, PlayedEngine engine) {
            var random = new Random(1);
            return new OutboxRelay(queue, new OutboxBatch(engine, random), new CountDownLatch(0), NEVER, random);
        }

    }

}
