package io.tracebridge.tracker.redmine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A custom field of issues, as far as this account may know it.
 *
 * @param format {@code string}, {@code list}, {@code bool}, …; empty when unknown
 * @param required whether creation fails without it, as far as known
 * @param multiple takes several values
 * @param filter whether lists can be asked for its value; empty when unknown
 * @param trackers ids of the trackers whose issues have it; empty when unknown
 * @param options what it takes: value to what people read; empty when anything or unknown
 */
record CustomField(int id, String name, String format, boolean required, boolean multiple, Optional<Boolean> filter,
        Optional<Set<Integer>> trackers, List<Option> options) {

    record Option(String value, String label) {
    }

    /** From an administrator's list, which knows all. */
    static CustomField full(JsonNode json) {
        var trackers = NamedId.list(json.path("trackers")).stream().map(NamedId::id).collect(Collectors.toSet());
        var options = StreamSupport.stream(json.path("possible_values").spliterator(), false)
            .map((option) -> new Option(option.path("value").asText(),
                    option.path("label").asText(option.path("value").asText())))
            .toList();
        return new CustomField(json.path("id").asInt(), json.path("name").asText(), json.path("field_format").asText(),
                json.path("is_required").asBoolean(), json.path("multiple").asBoolean(),
                Optional.of(json.path("is_filter").asBoolean()), Optional.of(trackers), options);
    }

    /** From a project or an issue. */
    static CustomField partial(JsonNode json) {
        return new CustomField(json.path("id").asInt(), json.path("name").asText(), "", false,
                json.path("multiple").asBoolean(), Optional.empty(), Optional.empty(), List.of());
    }

    /** A field that only its id tells us of. */
    static CustomField unseen(int id) {
        return new CustomField(id, "custom field " + id, "", false, false, Optional.empty(), Optional.empty(),
                List.of());
    }

    /** Whether every issue of that tracker is sure to keep and be found by its value. */
    boolean provenFilter(int tracker) {
        return this.filter.orElse(false) && this.trackers.map((ids) -> ids.contains(tracker)).orElse(false);
    }

    /** Whether issues of that tracker may have it. */
    boolean concerns(int tracker) {
        return this.trackers.map((ids) -> ids.contains(tracker)).orElse(true);
    }

    /** The value as a request carries it: text, or a list of texts. */
    Object value(String text) {
        if (this.multiple) {
            return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter((item) -> !item.isEmpty())
                .map(this::single)
                .distinct()
                .toList();
        }
        return single(text);
    }

    private String single(String text) {
        if (this.format.equals("bool")) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on", "1" -> "1";
                case "false", "no", "off", "0" -> "0";
                default -> text;
            };
        }
        return this.options.stream()
            .filter((option) -> option.label().equalsIgnoreCase(text.strip()))
            .map(Option::value)
            .findFirst()
            .orElse(text);
    }

}
