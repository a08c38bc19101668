package io.tracebridge.tracker;

import java.util.Map;

/**
 * What an integration knows about its tracker. {@link #toString()} never shows the
 * credential.
 */
public record Connection(Map<String, String> settings, Map<String, String> credential) {

    public Connection {
        settings = Map.copyOf(settings);
        credential = Map.copyOf(credential);
    }

    /** The setting, or its declared default; empty when neither is there. */
    public String get(Setting setting) {
        var source = setting.secret() ? this.credential : this.settings;
        var value = source.getOrDefault(setting.name(), "").strip();
        return value.isEmpty() ? setting.defaultValue() : value;
    }

    @Override
    public String toString() {
        return "Connection[settings=" + this.settings + ", credential=" + this.credential.keySet() + "]";
    }

}
