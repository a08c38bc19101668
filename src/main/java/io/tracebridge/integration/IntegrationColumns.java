package io.tracebridge.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.springframework.stereotype.Component;

/**
 * What the columns of an integration hold: settings as JSON, and the credential, which is
 * encrypted on the way in and decrypted on the way out, here only.
 */
@Component
class IntegrationColumns {

    private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {
    };

    private final ObjectMapper json;

    private final SecretCipher cipher;

    IntegrationColumns(ObjectMapper json, SecretCipher cipher) {
        this.json = json;
        this.cipher = cipher;
    }

    Integration integration(ResultSet row, int n) throws SQLException {
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

    /** Encrypted for this integration alone. */
    byte[] seal(Map<String, String> credential, long projectId, String name) {
        return this.cipher.encrypt(write(credential), place(projectId, name));
    }

    private static String place(long projectId, String name) {
        return "integration/" + projectId + "/" + name;
    }

    String word(Integration.State state) {
        return this.json.convertValue(state, String.class);
    }

    /** Settings as JSON. */
    String write(Object value) {
        try {
            return this.json.writeValueAsString(value);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("settings are plain records", ex);
        }
    }

    <T> T read(String stored, Class<T> type) {
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

}
