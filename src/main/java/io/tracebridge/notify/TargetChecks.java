package io.tracebridge.notify;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.http.Endpoint;

/**
 * What is refused when a target is saved, each with the field and what would be right.
 */
final class TargetChecks {

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}/\\\\;]{1,64}");

    private static final int LONGEST_VALUE = 2_000;

    private TargetChecks() {
    }

    static void name(String name) {
        require(name != null && !name.isBlank() && name.equals(name.strip()) && NAME.matcher(name).matches(), "name",
                "must be 1 to 64 characters without slashes, semicolons or line breaks, such as @oncall");
    }

    static void filledIn(List<Setting> declared, Map<String, String> settings, Map<String, String> credential) {
        known("settings", declared.stream().filter((setting) -> !setting.secret()).toList(), settings);
        known("credential", declared.stream().filter(Setting::secret).toList(), credential);
        for (var setting : declared) {
            var value = (setting.secret() ? credential : settings).get(setting.name());
            if (value == null || value.isBlank()) {
                require(!setting.required(), field(setting), "is required: " + setting.help());
                continue;
            }
            require(value.length() <= LONGEST_VALUE, field(setting),
                    "must be at most " + LONGEST_VALUE + " characters");
            require(value.chars().noneMatch(Character::isISOControl), field(setting), "must be one line of text");
        }
    }

    /** An empty value is fine; required ones are looked for elsewhere. */
    static void matches(Setting setting, String value, Pattern pattern, String right) {
        require(value.isEmpty() || pattern.matcher(value).matches(), field(setting), right);
    }

    static Endpoint secretUrl(Setting setting, String value) {
        try {
            return Endpoint.secretAt(field(setting), value);
        }
        catch (IllegalArgumentException ex) {
            throw new InvalidInputException(field(setting), ex.getMessage().replace(field(setting) + " ", ""));
        }
    }

    static String field(Setting setting) {
        return (setting.secret() ? "credential." : "settings.") + setting.name();
    }

    static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw new InvalidInputException(field, message);
        }
    }

    private static void known(String part, List<Setting> declared, Map<String, String> given) {
        var known = declared.stream().map(Setting::name).collect(Collectors.joining(", "));
        var names = declared.stream().map(Setting::name).collect(Collectors.toSet());
        for (var name : given.keySet()) {
            require(names.contains(name), part + "." + name,
                    known.isEmpty() ? "is not known: this kind has none" : "is not known; known are " + known);
        }
    }

}
