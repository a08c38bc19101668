package io.tracebridge.outbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Durable to-do rows for the engine, written in the caller's transaction so that neither
 * can exist without the other.
 */
@Component
public class Outbox {

    private final JdbcTemplate jdbc;

    private final ObjectMapper json;

    private final ApplicationEventPublisher events;

    Outbox(JdbcTemplate jdbc, ObjectMapper json, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.json = json;
        this.events = events;
    }

    /**
     * Adds rows; the relay of this process is woken after the commit, those of other
     * processes find them by polling.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        this.jdbc.batchUpdate("insert into outbox (kind, payload, available_at) values (?, ?::jsonb, ?)", entries,
                entries.size(), (statement, entry) -> {
                    statement.setString(1, entry.kind());
                    statement.setString(2, write(entry.payload()));
                    statement.setTimestamp(3, Timestamp.from(entry.availableAt()));
                });
        this.events.publishEvent(new Added());
    }

    private String write(Map<String, ?> payload) {
        try {
            return this.json.writeValueAsString(payload);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalArgumentException("outbox payloads are plain maps", ex);
        }
    }

    /**
     * @param kind what the relay should do, for instance {@code error-report}: start that
     * process
     * @param payload the process's variables: ids and small decisions only
     * @param availableAt not before this moment
     */
    public record Entry(String kind, Map<String, ?> payload, Instant availableAt) {
    }

    /**
     * Published inside the transaction; listen with {@code @TransactionalEventListener}.
     */
    public record Added() {
    }

}
