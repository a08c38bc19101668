package io.tracebridge.web.page.issues;

import java.time.Instant;
import java.util.Locale;

import io.tracebridge.link.LinkChanges;

/**
 * One line of a link's history.
 *
 * @param outcome id, for looks
 * @param what happened, in words
 * @param before left of the arrow
 * @param after right of the arrow
 * @param apart whether the two are sides that differ, not a change
 */
record ChangeView(Instant at, String outcome, String what, String before, String after, boolean apart, String cause) {

    static ChangeView of(LinkChanges.Row row) {
        var apart = row.outcome().equals("skipped") || row.outcome().equals("conflict");
        return new ChangeView(row.at(), row.outcome(), what(row), value(row.field(), row.before()),
                value(row.field(), row.after()), apart, row.cause());
    }

    private static String what(LinkChanges.Row row) {
        if (row.field().equals("issue")) {
            return (row.after() != null) ? "Issue moved" : "Issue is gone";
        }
        var field = row.field().substring(0, 1).toUpperCase(Locale.ROOT) + row.field().substring(1);
        return field + switch (row.outcome()) {
            case "pushed" -> " written to the issue";
            case "pulled" -> " taken over by the group";
            case "skipped" -> " left alone";
            case "conflict" -> " changed on both sides";
            default -> " " + row.outcome();
        };
    }

    private static String value(String field, String value) {
        if (value == null || value.isEmpty()) {
            return switch (field) {
                case "assignee" -> "nobody";
                case "issue" -> "nothing";
                default -> "unknown";
            };
        }
        return (field.equals("state") && value.equals("in-progress")) ? "in progress" : value;
    }

}
