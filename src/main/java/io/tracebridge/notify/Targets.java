package io.tracebridge.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.security.SecretCipher;
import io.tracebridge.security.SecretCipher.UnreadableSecretException;
import io.tracebridge.tracker.Connection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Mention targets as stored. Credentials are encrypted on the way in and decrypted on the
 * way out, here only.
 */
@Component
public class Targets {

    private static final TypeReference<Map<String, String>> PAIRS = new TypeReference<>() {
    };

    private static final String SELECT = """
            select t.*, p.name as project from mention_target t join project p on p.id = t.project_id
            """;

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    private final SecretCipher cipher;

    Targets(JdbcClient jdbc, ObjectMapper json, SecretCipher cipher) {
        this.jdbc = jdbc;
        this.json = json;
        this.cipher = cipher;
    }

    public List<Target> list(long projectId) {
        return this.jdbc.sql(SELECT + "where t.project_id = ? order by t.name")
            .param(projectId)
            .query((row, n) -> target(row))
            .list();
    }

    public Optional<Target> find(long projectId, String name) {
        return this.jdbc.sql(SELECT + "where t.project_id = ? and t.name = ?")
            .params(projectId, name)
            .query((row, n) -> target(row))
            .optional();
    }

    public boolean delete(long projectId, String name) {
        return this.jdbc.sql("delete from mention_target where project_id = ? and name = ?")
            .params(projectId, name)
            .update() == 1;
    }

    /** Writes a checked target. */
    void write(long projectId, TargetSpec spec, Map<String, String> credential) {
        this.jdbc.sql("""
                insert into mention_target (project_id, name, kind, state, settings, credential)
                values (?, ?, ?, ?, ?::jsonb, ?)
                on conflict (project_id, name) do update set kind = excluded.kind, state = excluded.state,
                  settings = excluded.settings, credential = excluded.credential, off_reason = null, off_at = null,
                  updated_at = clock_timestamp()""")
            .params(projectId, spec.name(), spec.kind(), this.json.convertValue(spec.state(), String.class),
                    write(spec.settings()), this.cipher.encrypt(write(credential), place(projectId, spec.name())))
            .update();
    }

    void succeeded(Target target) {
        this.jdbc.sql("update mention_target set last_success_at = now() where id = ?").param(target.id()).update();
    }

    void failed(Target target, String message) {
        this.jdbc.sql("update mention_target set last_failure_at = now(), last_failure = ? where id = ?")
            .params(message, target.id())
            .update();
    }

    /**
     * Unless an admin saved it meanwhile, who may have mended it.
     * @return whether this switched it off
     */
    boolean switchOff(Target target, String reason) {
        return this.jdbc.sql("""
                update mention_target set state = 'disabled', off_reason = ?, off_at = now()
                where id = ? and updated_at = ? and state = 'enabled'""")
            .params(reason, target.id(), Timestamp.from(target.savedAt()))
            .update() == 1;
    }

    private Target target(ResultSet row) throws SQLException {
        var off = instant(row, "off_at").map((at) -> new Target.SwitchedOff(string(row, "off_reason"), at));
        Map<String, String> credential = Map.of();
        try {
            credential = read(this.cipher.decrypt(row.getBytes("credential"),
                    place(row.getLong("project_id"), row.getString("name"))));
        }
        catch (UnreadableSecretException ex) {
            off = Optional.of(new Target.SwitchedOff(ex.getMessage(), instant(row, "updated_at").orElseThrow()));
        }
        return new Target(row.getLong("id"), row.getLong("project_id"), row.getString("project"), row.getString("name"),
                row.getString("kind"), this.json.convertValue(row.getString("state"), Target.State.class),
                new Connection(read(row.getString("settings")), credential), instant(row, "updated_at").orElseThrow(),
                off, instant(row, "last_success_at"),
                instant(row, "last_failure_at").map((at) -> new Target.Failure(at, string(row, "last_failure"))));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static String string(ResultSet row, String column) {
        try {
            return row.getString(column);
        }
        catch (SQLException ex) {
            throw new IllegalStateException("the column " + column + " was selected", ex);
        }
    }

    private static String place(long projectId, String name) {
        return "mention-target/" + projectId + "/" + name;
    }

    private String write(Map<String, String> pairs) {
        try {
            return this.json.writeValueAsString(pairs);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("settings are plain texts", ex);
        }
    }

    private Map<String, String> read(String stored) {
        try {
            return this.json.readValue(stored, PAIRS);
        }
        catch (JsonProcessingException ex) {
            // Not the cause: its message would quote what it could not read, a
            // credential.
            throw new IllegalStateException("stored settings do not read as name-value pairs");
        }
    }

}
