package io.tracebridge.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How much waits for the engine, and how long. Looked up now and then and kept, so that
 * it does not matter how often somebody asks. While the database is away there are no
 * values, rather than old ones.
 */
@Component
class OutboxMeters {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxMeters.class);

    private final JdbcClient jdbc;

    private volatile Sample sample = Sample.UNKNOWN;

    OutboxMeters(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        Gauge.builder("tracebridge.outbox.rows", () -> this.sample.rows())
            .description("What waits for the engine")
            .register(meters);
        Gauge.builder("tracebridge.outbox.failing", () -> this.sample.failing())
            .description("Those of them that the engine refused several times")
            .register(meters);
        Gauge.builder("tracebridge.outbox.oldest.age", () -> this.sample.age())
            .baseUnit("seconds")
            .description("How long the oldest of them waits")
            .register(meters);
    }

    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT2S")
    void sample() {
        try {
            this.sample = this.jdbc.sql("""
                    select count(*) as rows, count(*) filter (where attempts >= ?) as failing,
                      coalesce(extract(epoch from now() - min(created_at)), 0) as age
                    from outbox""")
                .param(OutboxBacklog.FAILS)
                .query((row, n) -> new Sample(row.getLong("rows"), row.getLong("failing"), row.getDouble("age")))
                .single();
        }
        catch (DataAccessException | TransactionException ex) {
            LOG.debug("No gauges of the outbox", ex);
            this.sample = Sample.UNKNOWN;
        }
    }

    private record Sample(double rows, double failing, double age) {

        static final Sample UNKNOWN = new Sample(Double.NaN, Double.NaN, Double.NaN);

    }

}
