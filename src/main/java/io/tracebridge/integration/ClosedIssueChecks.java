package io.tracebridge.integration;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

import io.tracebridge.integration.SyncSettings.ResolvedUntil;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.rules.Regex;
import io.tracebridge.sync.FixVersion;
import io.tracebridge.sync.ReopenPolicy;

/**
 * What is refused of the third step about closing and opening issues: reopening, the
 * workflow's fields, fix versions.
 */
final class ClosedIssueChecks {

    private static final int MOST_DAYS = 3_650;

    private static final int MOST_FIELDS = 50;

    private static final int LONGEST_NAME = 50;

    private static final int LONGEST_VALUE = 1_000;

    private static final int MOST_ROWS = 50;

    private static final int LONGEST_FIELD = 256;

    private ClosedIssueChecks() {
    }

    /**
     * @param defined the project's attributes
     */
    static void settings(SyncSettings sync, Set<String> defined) {
        var policies = Arrays.stream(ReopenPolicy.Kind.values()).map(ReopenPolicy.Kind::id).toList();
        require(policies.contains(sync.reopen()), "sync.reopen", "must be one of " + String.join(", ", policies));
        require(sync.reopenDays() >= 0 && sync.reopenDays() <= MOST_DAYS, "sync.reopenDays",
                "must be from 0 to " + MOST_DAYS);
        workflow(sync.workflowFields());
        if (sync.resolvedUntil() != null) {
            resolvedUntil(sync.resolvedUntil(), defined);
        }
    }

    private static void workflow(Map<String, String> fields) {
        require(fields.size() <= MOST_FIELDS, "sync.workflowFields", "must be at most " + MOST_FIELDS + " fields");
        fields.forEach((name, value) -> {
            require(!name.isBlank() && name.length() <= LONGEST_NAME, "sync.workflowFields",
                    "must each have a name of at most " + LONGEST_NAME + " characters");
            require(value.length() <= LONGEST_VALUE, "sync.workflowFields." + name,
                    "must be at most " + LONGEST_VALUE + " characters");
        });
    }

    private static void resolvedUntil(ResolvedUntil until, Set<String> defined) {
        var at = "sync.resolvedUntil.";
        defined(at + "attribute", until.attribute(), defined);
        require(until.field() == null || until.field().length() <= LONGEST_FIELD, at + "field",
                "must be at most " + LONGEST_FIELD + " characters");
        extraction(at + "regex", until.regex());
        require(until.rows().size() <= MOST_ROWS, at + "rows", "must be at most " + MOST_ROWS);
        for (int i = 0; i < until.rows().size(); i++) {
            var row = until.rows().get(i);
            var place = at + "rows[" + i + "]";
            defined(place + ".attribute", row.attribute(), defined);
            expression(place + ".matches", () -> Regex.compile(row.matches()));
            extraction(place + ".regex", row.regex());
        }
    }

    private static void extraction(String field, String regex) {
        expression(field, () -> FixVersion.extraction(regex));
    }

    private static void expression(String field, Runnable compiling) {
        try {
            compiling.run();
        }
        catch (IllegalArgumentException ex) {
            throw new InvalidInputException(field, ex.getMessage());
        }
    }

    private static void defined(String field, String attribute, Set<String> defined) {
        require(attribute != null && !attribute.isBlank(), field, "must name a defined attribute, such as version");
        require(defined.contains(attribute), field,
                "uses the attribute \"" + attribute + "\", which is not defined in this project; define it first");
    }

    private static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw new InvalidInputException(field, message);
        }
    }

}
