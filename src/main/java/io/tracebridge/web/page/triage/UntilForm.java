package io.tracebridge.web.page.triage;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.triage.Until;
import io.tracebridge.triage.UntilJson;
import io.tracebridge.web.page.Sentences;

/**
 * For how long a group stays resolved or muted, as the form sends it; null for what it
 * does not say.
 *
 * @param until {@code forever}, {@code seen} or {@code met}: one of the conditions that
 * follow is
 * @param versionOp {@code version_gt} or {@code version_ge}
 * @param time {@code PT30M} and such, or {@code date}
 * @param date of UTC, such as {@code 2026-12-01T08:00}
 * @param join {@code all}: one report must meet all of them
 */
record UntilForm(String until, String versionField, String versionOp, String version, String time, String date,
        String matchField, String pattern, String join) {

    static final Map<String, Duration> TIMES = Map.of("PT30M", Duration.ofMinutes(30), "PT2H", Duration.ofHours(2),
            "P1D", Duration.ofDays(1), "P7D", Duration.ofDays(7), "P30D", Duration.ofDays(30));

    private static final ObjectMapper JSON = new ObjectMapper();

    UntilForm {
        until = isFilled(until) ? until : "forever";
        join = isFilled(join) ? join : "any";
        versionOp = "version_ge".equals(versionOp) ? versionOp : "version_gt";
    }

    /**
     * @param errors takes what is wrong, by field
     */
    List<Until> read(Clock clock, Map<String, String> errors) {
        return switch (this.until) {
            case "seen" -> one("until", Map.of("type", "timestamp_gt", "timestamp", 1), errors);
            case "met" -> joined(conditions(clock, errors), errors);
            default -> {
                if (isFilled(this.version) || isFilled(this.time) || isFilled(this.pattern)) {
                    errors.put("until", "Conditions are filled in below, but not asked for. "
                            + "Choose \"Until one of these is met\", or empty them.");
                }
                yield List.of();
            }
        };
    }

    private List<Until> conditions(Clock clock, Map<String, String> errors) {
        var conditions = new ArrayList<Until>();
        if (isFilled(this.version)) {
            conditions.addAll(one("version", Map.of("type", this.versionOp, "field", orEmpty(this.versionField),
                    "version", this.version.strip()), errors));
        }
        if (isFilled(this.time)) {
            time(clock, errors).ifPresent((time) -> conditions
                .addAll(one("time", Map.of("type", "timestamp_gt", "timestamp", time.toString()), errors)));
        }
        if (isFilled(this.pattern)) {
            conditions.addAll(one("pattern",
                    Map.of("type", "regular_expression", "field", orEmpty(this.matchField), "pattern", this.pattern),
                    errors));
        }
        if (conditions.isEmpty() && errors.isEmpty()) {
            errors.put("until", "Fill in at least one condition below, or choose another answer.");
        }
        return conditions;
    }

    private List<Until> joined(List<Until> conditions, Map<String, String> errors) {
        return ("all".equals(this.join) && conditions.size() > 1) ? one("until",
                Map.of("type", "and", "children", conditions.stream().map(Until::plain).toList()), errors) : conditions;
    }

    private Optional<Instant> time(Clock clock, Map<String, String> errors) {
        try {
            var span = TIMES.get(this.time);
            return Optional.of((span != null) ? clock.instant().plus(span)
                    : LocalDateTime.parse(orEmpty(this.date)).toInstant(ZoneOffset.UTC));
        }
        catch (DateTimeException ex) {
            errors.put("date", "Say when, such as 2026-12-01T08:00.");
            return Optional.empty();
        }
    }

    /** As the API would read it. */
    private static List<Until> one(String field, Map<String, ?> condition, Map<String, String> errors) {
        try {
            return UntilJson.read(JSON.<JsonNode>valueToTree(List.of(condition)));
        }
        catch (InvalidInputException ex) {
            errors.put(field, Sentences.of(ex.getMessage()));
            return List.of();
        }
    }

    private static boolean isFilled(String text) {
        return text != null && !text.isBlank();
    }

    private static String orEmpty(String text) {
        return (text != null) ? text : "";
    }

}
