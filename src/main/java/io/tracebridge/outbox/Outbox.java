package io.tracebridge.outbox;

import java.sql.Timestamp;
import java.time.Duration;
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

    /** Kind of the rows that are messages. */
    public static final String MESSAGE = "message";

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
     * @param kind what the relay should do: {@link #MESSAGE}, or the name of a process to
     * start
     * @param payload the process's variables, ids and small decisions only; or the
     * message
     * @param availableAt not before this moment
     */
    public record Entry(String kind, Map<String, ?> payload, Instant availableAt) {

        /**
         * A message for processes that wait for it or start with it.
         * @param id the engine takes a message with the same name, key and id once while
         * it keeps it
         * @param life how long the engine keeps it for a process that is not ready yet
         */
        public static Entry message(String name, String correlationKey, String id, Duration life,
                Map<String, ?> variables, Instant availableAt) {
            return new Entry(MESSAGE, Map.of("name", name, "correlationKey", correlationKey, "id", id, "lifeSeconds",
                    life.toSeconds(), "variables", variables), availableAt);
        }

    }

    /**
     * Published inside the transaction; listen with {@code @TransactionalEventListener}.
     */
    public record Added() {
    }

}
