package io.tracebridge.tracker.redmine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The issue as Redmine's answer to the create call shows it. Redmine leaves out without a
 * word what the account may not set, so only comparing tells.
 */
record Echo(JsonNode issue) {

    List<String> ignored(NamedId tracker, Map<StandardField, Object> standard, Map<CustomField, Object> custom) {
        var ignored = new ArrayList<String>();
        var kept = NamedId.of(this.issue.path("tracker"));
        if (kept.id() != tracker.id()) {
            ignored.add(words("Tracker", tracker.name(), kept.name()));
        }
        standard.forEach((field, asked) -> {
            var has = field.echoed(this.issue);
            if (!same(asked, has)) {
                ignored.add(words(field.label(), asked.toString(), has));
            }
        });
        custom.forEach((field, asked) -> {
            var has = values(field);
            if (!has.equals(texts(asked))) {
                ignored.add(words(field.name(), String.join(", ", texts(asked)), String.join(", ", has)));
            }
        });
        return ignored;
    }

    private static String words(String field, String asked, String has) {
        return "Redmine ignored %s: asked for '%s', it has '%s'. The account's role, the tracker's fields or the workflow do not allow it."
            .formatted(field, asked, has);
    }

    private List<String> values(CustomField field) {
        return StreamSupport.stream(this.issue.path("custom_fields").spliterator(), false)
            .filter((one) -> one.path("id").asInt() == field.id())
            .map((one) -> one.path("value"))
            .flatMap((value) -> value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value))
            .map((value) -> unix(value.isNull() ? "" : value.asText()))
            .sorted()
            .toList();
    }

    private static List<String> texts(Object value) {
        var all = (value instanceof List<?> list) ? list : List.of(value);
        return all.stream().map((one) -> unix(one.toString())).sorted().toList();
    }

    /** Redmine stores line ends as CRLF. */
    private static String unix(String text) {
        return text.replace("\r\n", "\n");
    }

    /** Hours come back as 2.0 for 2. */
    private static boolean same(Object asked, String has) {
        return (asked instanceof BigDecimal hours && !has.isEmpty()) ? hours.compareTo(new BigDecimal(has)) == 0
                : asked.toString().equals(has);
    }

}
