package io.tracebridge.web.page.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.tracebridge.notify.Target;
import io.tracebridge.notify.TargetSpec;
import io.tracebridge.tracker.Setting;

/**
 * A mention target in its form.
 *
 * @param on whether messages are to be sent to it
 * @param stored whether it is there already
 */
record TargetForm(String name, String kind, String kindName, boolean on, boolean stored, List<Field> fields) {

    private static final String SETTINGS = "settings.";

    private static final String CREDENTIAL = "credential.";

    static TargetForm empty(String kind, List<Setting> settings) {
        return typed("", kind, true, false, Map.of(), settings, Optional.empty());
    }

    static TargetForm of(Target target, List<Setting> settings) {
        var typed = new HashMap<String, String>();
        target.connection().settings().forEach((name, value) -> typed.put(SETTINGS + name, value));
        return typed(target.name(), target.kind(), target.usable(), true, typed, settings, Optional.of(target));
    }

    /** As it was typed, but for secrets: those have to be typed again. */
    static TargetForm typed(String name, String kind, boolean on, boolean stored, Map<String, String> typed,
            List<Setting> settings, Optional<Target> before) {
        var kept = before.filter((target) -> stored && target.kind().equals(kind))
            .map((target) -> target.connection().credential().keySet())
            .orElse(Set.of());
        return new TargetForm(name, kind, TargetRow.kindName(kind), on, stored,
                settings.stream().map((setting) -> Field.of(setting, typed, kept)).toList());
    }

    /** An empty field of a secret keeps what is stored. */
    static TargetSpec spec(String name, String kind, boolean on, Map<String, String> typed) {
        return new TargetSpec(name, kind, on ? Target.State.ENABLED : Target.State.DISABLED, part(SETTINGS, typed),
                part(CREDENTIAL, typed));
    }

    private static Map<String, String> part(String prefix, Map<String, String> typed) {
        return typed.entrySet()
            .stream()
            .filter((entry) -> entry.getKey().startsWith(prefix) && !entry.getValue().isBlank())
            .collect(Collectors.toMap((entry) -> entry.getKey().substring(prefix.length()),
                    (entry) -> entry.getValue().strip()));
    }

    /**
     * @param id as the API names it, such as {@code settings.channel}
     * @param value never of a secret
     * @param kept whether a secret is stored
     */
    record Field(String id, String label, String help, boolean secret, boolean required, boolean kept, String value) {

        static Field of(Setting setting, Map<String, String> typed, Set<String> kept) {
            var id = (setting.secret() ? CREDENTIAL : SETTINGS) + setting.name();
            return new Field(id, setting.label(), setting.help(), setting.secret(), setting.required(),
                    setting.secret() && kept.contains(setting.name()),
                    setting.secret() ? "" : typed.getOrDefault(id, ""));
        }

    }

}
