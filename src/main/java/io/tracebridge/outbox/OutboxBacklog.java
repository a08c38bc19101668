package io.tracebridge.outbox;

import java.time.Instant;
import java.util.List;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What waits for the engine. No row is ever given up: one that the engine does not take
 * is tried again, at last once a minute.
 */
@Component
public class OutboxBacklog {

    /** Once or twice is an engine that restarts or is busy. */
    static final int FAILS = 3;

    private static final String NAME = "case when kind = 'message' then payload ->> 'name' else kind end";

    private final JdbcClient jdbc;

    private final ApplicationEventPublisher events;

    OutboxBacklog(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** The process to start or the message to send, each with what waits of it. */
    public List<Kind> kinds() {
        return this.jdbc.sql("""
                select %s as name, count(*) as waiting, count(*) filter (where attempts >= ?) as failing,
                  min(created_at) as oldest
                from outbox group by 1 order by 1""".formatted(NAME))
            .param(FAILS)
            .query((row, n) -> new Kind(row.getString("name"), row.getLong("waiting"), row.getLong("failing"),
                    row.getTimestamp("oldest").toInstant()))
            .list();
    }

    /** Rows that the engine refused several times, oldest first. */
    public List<Failing> failing(int limit) {
        return this.jdbc.sql("""
                select id, %s as name, attempts, coalesce(last_error, '') as last_error, created_at, available_at
                from outbox where attempts >= ? order by created_at, id limit ?""".formatted(NAME))
            .params(FAILS, limit)
            .query((row, n) -> new Failing(row.getLong("id"), row.getString("name"), row.getInt("attempts"),
                    row.getString("last_error"), row.getTimestamp("created_at").toInstant(),
                    row.getTimestamp("available_at").toInstant()))
            .list();
    }

    /**
     * Tries a row again now. One that is just on its way goes out twice, which every
     * process bears.
     * @return false if there is no such row: the engine has it by now
     */
    @Transactional
    public boolean retry(long id) {
        var there = this.jdbc.sql("update outbox set available_at = now() where id = ?").param(id).update() == 1;
        this.events.publishEvent(new Outbox.Added());
        return there;
    }

    /**
     * Tries all again that failed.
     * @return how many
     */
    @Transactional
    public int retryAll() {
        var rows = this.jdbc.sql("update outbox set available_at = now() where attempts > 0").update();
        this.events.publishEvent(new Outbox.Added());
        return rows;
    }

    /**
     * @param failing those of the waiting that the engine refused several times
     */
    public record Kind(String name, long waiting, long failing, Instant oldestAt) {
    }

    public record Failing(long id, String name, int attempts, String error, Instant createdAt, Instant nextTryAt) {
    }

}
