package io.tracebridge.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.issue.Payload;
import io.tracebridge.security.SecretCipher;
import io.tracebridge.security.SecretCipher.UnreadableSecretException;
import io.tracebridge.tracker.Connection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Integrations as stored. Credentials are encrypted on the way in and decrypted on the
 * way out, here only.
 */
@Component
public class Integrations {

    private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {
    };

    private static final String SELECT = """
            select i.*, p.name as project from integration i join project p on p.id = i.project_id
            """;

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    private final SecretCipher cipher;

    Integrations(JdbcClient jdbc, ObjectMapper json, SecretCipher cipher) {
        this.jdbc = jdbc;
        this.json = json;
        this.cipher = cipher;
    }

    public List<Integration> list(long projectId) {
        return this.jdbc.sql(SELECT + "where i.project_id = ? order by i.name")
            .param(projectId)
            .query(this::integration)
            .list();
    }

    public Optional<Integration> find(long projectId, String name) {
        return this.jdbc.sql(SELECT + "where i.project_id = ? and i.name = ?")
            .params(projectId, name)
            .query(this::integration)
            .optional();
    }

    public Optional<Integration> find(long id) {
        return this.jdbc.sql(SELECT + "where i.id = ?").param(id).query(this::integration).optional();
    }

    /**
     * Keeps everybody from deleting it until the transaction ends. Changes go on.
     * @return as it is now; empty if it was deleted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Integration> hold(long id) {
        this.jdbc.sql("select id from integration where id = ? for key share").param(id).query(Long.class).optional();
        return find(id);
    }

    /**
     * The automations that may want a report of these projects, paused ones included:
     * their issues wait.
     */
    public List<Armed> armed(Collection<Long> projectIds) {
        return this.jdbc.sql("""
                select id, project_id, automation from integration
                where project_id = any(?) and state <> 'disabled' and (automation ->> 'enabled')::boolean
                order by id""")
            .param(projectIds.toArray(Long[]::new))
            .query((row, n) -> new Armed(row.getLong("id"), row.getLong("project_id"),
                    read(row.getString("automation"), Automation.class)))
            .list();
    }

    /**
     * Stops the program from using it until an admin saves it again; the first reason
     * stays.
     */
    public void pause(long id, String reason) {
        this.jdbc.sql("""
                update integration set paused_reason = ?, paused_at = now() where id = ? and paused_at is null""")
            .params(reason, id)
            .update();
    }

    /**
     * Switches it on, off or to waiting, and leaves the rest as saved. Switching on ends
     * a pause, and asks the tracker at once.
     */
    public void changeState(long id, Integration.State state) {
        this.jdbc.sql("""
                update integration set state = :state,
                  paused_reason = case when :on then null else paused_reason end,
                  paused_at = case when :on then null else paused_at end,
                  poll_due_at = case when :on then now() else poll_due_at end,
                  poll_failures = case when :on then 0 else poll_failures end,
                  poll_error = case when :on then null else poll_error end
                where id = :id""")
            .param("state", this.json.convertValue(state, String.class))
            .param("on", state == Integration.State.ENABLED)
            .param("id", id)
            .update();
    }

    /**
     * Lets the program use it again, unless another reason came up meanwhile.
     * @return false if it was not paused for this reason
     */
    boolean resume(long id, Integration.Pause pause) {
        return this.jdbc.sql("""
                update integration set paused_reason = null, paused_at = null where id = ? and paused_reason = ?
                  and paused_at = ?""").params(id, pause.reason(), Timestamp.from(pause.since())).update() == 1;
    }

    public boolean delete(long projectId, String name) {
        return this.jdbc.sql("delete from integration where project_id = ? and name = ?")
            .params(projectId, name)
            .update() == 1;
    }

    /** When it was saved last. */
    public Instant changedAt(long id) {
        return this.jdbc.sql("select updated_at from integration where id = ?")
            .param(id)
            .query((row, n) -> row.getTimestamp("updated_at").toInstant())
            .optional()
            .orElse(Instant.EPOCH);
    }

    /**
     * Writes a checked integration; saving also ends a pause. What the tracker was asked
     * for last is forgotten when it may be another one.
     * @param seen null, or what {@link #changedAt} must still be if there is one
     * @return whether it was so
     */
    boolean write(long projectId, IntegrationSpec spec, Map<String, String> credential, Instant seen) {
        var expected = (seen != null) ? Timestamp.from(seen) : null;
        return this.jdbc
            .sql("""
                    insert into integration (project_id, name, tracker, state, connection, credential, payload, sync, automation)
                    values (?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?::jsonb, ?::jsonb)
                    on conflict (project_id, name) do update set tracker = excluded.tracker, state = excluded.state,
                      connection = excluded.connection, credential = excluded.credential, payload = excluded.payload,
                      sync = excluded.sync, automation = excluded.automation,
                      paused_reason = null, paused_at = null, updated_at = now(),
                      poll_cursor = case when integration.tracker = excluded.tracker
                        and integration.connection = excluded.connection then integration.poll_cursor end,
                      poll_answer = null, poll_answer_at = null, poll_answer_settled = false,
                      poll_due_at = now(), poll_failures = 0, poll_error = null
                    where ?::timestamptz is null or integration.updated_at = ?::timestamptz""")
            .params(projectId, spec.name(), spec.tracker(), this.json.convertValue(spec.state(), String.class),
                    write(spec.connection()), this.cipher.encrypt(write(credential), place(projectId, spec.name())),
                    write(spec.payload()), write(spec.sync()), write(spec.automation()), expected, expected)
            .update() == 1;
    }

    private Integration integration(ResultSet row, int n) throws SQLException {
        var settings = read(row.getString("connection"), SETTINGS);
        Map<String, String> credential = Map.of();
        var pause = pause(row);
        try {
            credential = credential(row);
        }
        catch (UnreadableSecretException ex) {
            pause = Optional.of(new Integration.Pause(ex.getMessage(), row.getTimestamp("updated_at").toInstant()));
        }
        return new Integration(row.getLong("id"), row.getLong("project_id"), row.getString("project"),
                row.getString("name"), row.getString("tracker"),
                this.json.convertValue(row.getString("state"), Integration.State.class),
                new Connection(settings, credential), read(row.getString("payload"), Payload.class),
                read(row.getString("sync"), SyncSettings.class), read(row.getString("automation"), Automation.class),
                pause);
    }

    private Map<String, String> credential(ResultSet row) throws SQLException {
        var sealed = row.getBytes("credential");
        return (sealed != null)
                ? read(this.cipher.decrypt(sealed, place(row.getLong("project_id"), row.getString("name"))), SETTINGS)
                : Map.of();
    }

    private static Optional<Integration.Pause> pause(ResultSet row) throws SQLException {
        var since = row.getTimestamp("paused_at");
        return (since != null) ? Optional.of(new Integration.Pause(row.getString("paused_reason"), since.toInstant()))
                : Optional.empty();
    }

    private static String place(long projectId, String name) {
        return "integration/" + projectId + "/" + name;
    }

    private String write(Object value) {
        try {
            return this.json.writeValueAsString(value);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("settings are plain records", ex);
        }
    }

    private <T> T read(String stored, Class<T> type) {
        try {
            // A newer copy of the program may have stored parts that this one does not
            // know.
            return this.json.readerFor(type)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(stored);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("stored settings do not read as " + type.getSimpleName(), ex);
        }
    }

    private <T> T read(String stored, TypeReference<T> type) {
        try {
            return this.json.readValue(stored, type);
        }
        catch (JsonProcessingException ex) {
            // Not the cause: its message would quote what it could not read, a
            // credential.
            throw new IllegalStateException("stored settings do not read as name-value pairs");
        }
    }

    /** An automation that is switched on. */
    public record Armed(long integrationId, long projectId, Automation automation) {
    }

}
