package io.tracebridge.web.page.wizard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tracebridge.integration.Integration;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;

/**
 * The first step as typed. Secrets go in and are not here: no page shows one again.
 *
 * @param fields in the tracker's order
 */
record ConnectionForm(String tracker, String trackerName, String name, List<Field> fields) {

    /**
     * @param values by setting
     * @param stored names of the secrets that are there already
     */
    static ConnectionForm of(Tracker tracker, String name, Map<String, String> values, Set<String> stored) {
        return new ConnectionForm(tracker.id(), tracker.name(), name,
                tracker.settings()
                    .stream()
                    .map((setting) -> new Field(setting, setting.secret() ? "" : value(setting, values),
                            stored.contains(setting.name())))
                    .toList());
    }

    static ConnectionForm of(Tracker tracker, Integration saved) {
        return of(tracker, saved.name(), saved.connection().settings(), saved.connection().credential().keySet());
    }

    static Map<String, String> typed(Tracker tracker, Form form, boolean secret) {
        var typed = new HashMap<String, String>();
        for (var setting : tracker.settings()) {
            var value = form.text((secret ? "credential." : "connection.") + setting.name());
            if (setting.secret() == secret && !value.isEmpty()) {
                typed.put(setting.name(), value);
            }
        }
        return typed;
    }

    private static String value(Setting setting, Map<String, String> values) {
        return values.getOrDefault(setting.name(), "");
    }

    /**
     * @param stored whether a secret is there, so that it may be left empty
     */
    record Field(Setting setting, String value, boolean stored) {

        /** Its name in the API and on the page. */
        public String path() {
            return (this.setting.secret() ? "credential." : "connection.") + this.setting.name();
        }

        /** What is used when nothing is entered, unless it has to be worked out. */
        public String placeholder() {
            return this.setting.defaultValue().startsWith("{{") ? "" : this.setting.defaultValue();
        }

        public boolean needed() {
            return this.setting.required() && !this.stored && this.setting.defaultValue().isEmpty();
        }

    }

}
