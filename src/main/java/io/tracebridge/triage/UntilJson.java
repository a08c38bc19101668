package io.tracebridge.triage;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.report.Text;
import io.tracebridge.report.Version;
import io.tracebridge.rules.Regex;

/**
 * Until-conditions as the API and the database spell them: a list of objects, each with
 * its {@code type} and what belongs to it.
 */
public final class UntilJson {

    /** Conditions of one group, those within {@code and} included. */
    public static final int MAX_CONDITIONS = 20;

    private static final int LONGEST_FIELD = 256;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final String TYPES = "version_gt, version_ge, timestamp_gt, regular_expression, and";

    private UntilJson() {
    }

    /**
     * @param conditions null or JSON null for none
     * @throws InvalidInputException that names the place, such as
     * {@code until[0].children[1].version}, and what would be right
     */
    public static List<Until> read(JsonNode conditions) {
        if (conditions == null || conditions.isNull()) {
            return List.of();
        }
        check(conditions.isArray(), "until", "must be a list of conditions, such as [{\"type\": \"version_gt\", "
                + "\"field\": \"version\", \"version\": \"1.4.2\"}]");
        limit("until", conditions.size());
        var read = new ArrayList<Until>();
        for (var condition : conditions) {
            read.add(condition("until[" + read.size() + "]", condition));
        }
        limit("until",
                read.stream().mapToInt((one) -> (one instanceof Until.All all) ? all.children().size() : 1).sum());
        return List.copyOf(read);
    }

    /** Maps and lists of texts, which any JSON writer writes. */
    static List<Map<String, Object>> plain(List<? extends Until> conditions) {
        return conditions.stream().map(Until::plain).toList();
    }

    private static Until condition(String at, JsonNode node) {
        if (!"and".equals(node.path("type").asText())) {
            return single(at, node);
        }
        only(at, node, Set.of("type", "children"));
        var children = node.path("children");
        check(children.isArray() && !children.isEmpty(), at + ".children", "must be a list of at least one condition");
        limit(at + ".children", children.size());
        var read = new ArrayList<Until.Single>();
        for (var child : children) {
            read.add(single(at + ".children[" + read.size() + "]", child));
        }
        return new Until.All(read);
    }

    private static Until.Single single(String at, JsonNode node) {
        check(node.isObject(), at, "must be an object with a type, one of " + TYPES);
        var type = node.path("type").asText();
        check(!"and".equals(type), at + ".type", "cannot be and within another and; list its children here instead");
        return switch (type) {
            case "version_gt" -> new Until.VersionGreater(field(at, node, "version"), version(at, node));
            case "version_ge" -> new Until.VersionAtLeast(field(at, node, "version"), version(at, node));
            case "regular_expression" -> new Until.Matches(field(at, node, "pattern"), pattern(at, node));
            case "timestamp_gt" -> {
                only(at, node, Set.of("type", "timestamp"));
                yield new Until.SeenAfter(timestamp(at, node.path("timestamp")));
            }
            default -> throw new InvalidInputException(at + ".type", "must be one of " + TYPES);
        };
    }

    private static String field(String at, JsonNode node, String beside) {
        only(at, node, Set.of("type", "field", beside));
        var field = node.path("field");
        check(field.isTextual() && !field.asText().isBlank() && field.asText().length() <= LONGEST_FIELD, at + ".field",
                "must name a defined attribute, such as version");
        return field.asText();
    }

    private static Version version(String at, JsonNode node) {
        var version = node.path("version");
        check(version.isTextual(), at + ".version", "must be a text such as \"1.4.2\"");
        return Version.of(version.asText())
            .orElseThrow(() -> new InvalidInputException(at + ".version",
                    "must be a version: numbers with dots between them, such as 1.4.2, v2 or 1.5.0-beta.1"));
    }

    private static Pattern pattern(String at, JsonNode node) {
        var pattern = node.path("pattern");
        check(pattern.isTextual() && Text.storable(pattern.asText()).equals(pattern.asText()), at + ".pattern",
                "must be a text with a regular expression");
        try {
            return Regex.compile(pattern.asText());
        }
        catch (IllegalArgumentException ex) {
            throw new InvalidInputException(at + ".pattern", ex.getMessage());
        }
    }

    private static Instant timestamp(String at, JsonNode node) {
        try {
            if (node.isIntegralNumber() && node.canConvertToLong()) {
                return between(Instant.ofEpochSecond(node.asLong()));
            }
            if (node.isTextual()) {
                return between(Instant.parse(node.asText()));
            }
        }
        catch (DateTimeException ex) {
            // Said below, as for any other value that is no time.
        }
        throw new InvalidInputException(at + ".timestamp",
                "must be a time: seconds since 1970 such as 1767225600, or an instant such as 2026-01-01T00:00:00Z");
    }

    private static Instant between(Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new DateTimeException("milliseconds, most likely");
        }
        return time;
    }

    private static void only(String at, JsonNode node, Set<String> known) {
        node.fieldNames()
            .forEachRemaining((name) -> check(known.contains(name), at + "." + name,
                    "is not known; known here are " + String.join(", ", new TreeSet<>(known))));
    }

    private static void limit(String at, int conditions) {
        check(conditions <= MAX_CONDITIONS, at,
                "has " + conditions + " conditions; at most " + MAX_CONDITIONS + " are possible");
    }

    private static void check(boolean right, String field, String message) {
        if (!right) {
            throw new InvalidInputException(field, message);
        }
    }

}
