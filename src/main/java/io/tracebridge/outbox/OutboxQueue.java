package io.tracebridge.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The relay's side of the outbox, for any number of relays at once. A row is held by
 * moving its due time forward, so that no transaction stays open while the engine is
 * called, and the rows of a relay that died come back by themselves.
 *
 * <p>
 * Time is the database's own: relays on machines with different clocks agree on what is
 * due.
 */
@Component
public class OutboxQueue {

    private static final RowMapper<Row> ROW = (row, n) -> new Row(row.getLong("id"), row.getString("kind"),
            row.getString("payload"), row.getInt("attempts"));

    private final JdbcClient jdbc;

    private final JdbcTemplate batches;

    OutboxQueue(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Takes due rows, oldest first, for so long that nobody else gets them meanwhile. */
    public List<Row> claim(int limit, Duration hold) {
        return this.jdbc.sql("""
                update outbox set available_at = now() + ? * interval '1 ms'
                where id in (select id from outbox where available_at <= now() order by available_at, id limit ?
                             for update skip locked)
                returning id, kind, payload::text as payload, attempts""")
            .params(hold.toMillis(), limit)
            .query(ROW)
            .list();
    }

    /** Removes what the engine has taken. */
    public void done(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            this.jdbc.sql("delete from outbox where id = any (?)").param(ids.toArray(Long[]::new)).update();
        }
    }

    /** Puts rows back until their delay is over, and keeps why. */
    public void failed(List<Failure> failures) {
        if (!failures.isEmpty()) {
            this.batches.batchUpdate("""
                    update outbox set attempts = attempts + 1, last_error = ?,
                                      available_at = now() + ? * interval '1 ms'
                    where id = ?""", failures, failures.size(), (statement, failure) -> {
                statement.setString(1, failure.error());
                statement.setLong(2, failure.retryIn().toMillis());
                statement.setLong(3, failure.id());
            });
        }
    }

    /**
     * @param payload a JSON object
     * @param attempts how often the engine did not take it
     */
    public record Row(long id, String kind, String payload, int attempts) {
    }

    /** A row that the engine did not take, and why. */
    public record Failure(long id, String error, Duration retryIn) {
    }

}
