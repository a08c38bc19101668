package io.tracebridge.rules;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.tracebridge.rules.Rule.Action;

/**
 * In the tables, rules read {@code attribute regex action [target]}, separated by
 * {@code ;}, and attributes {@code name=value}, separated by {@code ,}.
 */
final class RuleText {

    static final Set<String> DEFINED = Set.of("buildType", "hostname", "severity", "version", "empty");

    private RuleText() {
    }

    static List<Rule> rules(String text) {
        return Arrays.stream(text.split(";")).map(String::strip).filter((rule) -> !rule.isEmpty()).map((rule) -> {
            String[] parts = rule.split(" +");
            return new Rule(parts[0], parts[1], Action.valueOf(parts[2].toUpperCase(Locale.ROOT)),
                    (parts.length > 3) ? parts[3] : null);
        }).toList();
    }

    static Map<String, String> attributes(String text) {
        var attributes = new HashMap<String, String>();
        for (String attribute : text.split(", *")) {
            String[] parts = attribute.split("=", 2);
            attributes.put(parts[0], parts[1]);
        }
        return attributes;
    }

}
