package io.tracebridge.integration;

import java.util.List;
import java.util.Map;

import io.tracebridge.rules.Regex;
import io.tracebridge.sync.FixVersion;

/**
 * How state and assignee stay in step (an integration's third step). Absent parts take
 * the defaults.
 *
 * @param push our changes go to the tracker
 * @param pull the tracker's changes come to us
 * @param onLink which side is right when an issue is linked: {@code tracker} or
 * {@code group}
 * @param onConflict both sides changed: {@code tracker}, {@code group}, {@code newest} or
 * {@code ask}
 * @param states group state to tracker status keys, best first; a state that is absent
 * follows the automatic map
 * @param people our user to the tracker's account id; whoever is absent is left as is
 * @param workflowFields what the tracker's workflow asks for on the way to a status, such
 * as a resolution: field name to text
 * @param reopen what becomes of a closed issue whose error came back: {@code never},
 * {@code always}, {@code within} (so many days after it was closed) or {@code regression}
 * (a new issue, linked to the old one)
 * @param reopenDays the days of {@code within}
 * @param resolvedUntil how a resolved issue says which version it is fixed in; null for
 * not at all
 * @param pollSeconds how often the tracker is asked for changes; null for the program's
 * own choice, 0 for never
 */
public record SyncSettings(boolean push, boolean pull, String onLink, String onConflict,
        Map<String, List<String>> states, Map<String, String> people, Map<String, String> workflowFields, String reopen,
        Integer reopenDays, ResolvedUntil resolvedUntil, Integer pollSeconds) {

    public SyncSettings {
        onLink = (onLink != null) ? onLink : "tracker";
        onConflict = (onConflict != null) ? onConflict : "ask";
        states = (states != null) ? Map.copyOf(states) : Map.of();
        people = (people != null) ? Map.copyOf(people) : Map.of();
        workflowFields = (workflowFields != null) ? Map.copyOf(workflowFields) : Map.of();
        reopen = (reopen != null) ? reopen : "always";
        reopenDays = (reopenDays != null) ? reopenDays : 14;
    }

    /** With the defaults for what goes beyond state and assignee. */
    public SyncSettings(boolean push, boolean pull, String onLink, String onConflict, Map<String, List<String>> states,
            Map<String, String> people) {
        this(push, pull, onLink, onConflict, states, people, null, null, null, null, null);
    }

    /** Our users who stand for a tracker account, in alphabetical order. */
    public List<String> users(String account) {
        return this.people.entrySet()
            .stream()
            .filter((person) -> person.getValue().equals(account))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    }

    /**
     * A resolved issue with a fix version makes its groups <em>resolved until a later
     * version</em>.
     *
     * @param attribute the attribute that carries the version of a report
     * @param field the field that carries versions; null for the tracker's own
     * @param regex takes the version out of the field's text, by its first group; null
     * for all of it
     * @param rows other expressions for reports of other kinds; the first that fits holds
     */
    public record ResolvedUntil(String attribute, String field, String regex, List<Row> rows) {

        public ResolvedUntil {
            rows = (rows != null) ? List.copyOf(rows) : List.of();
        }

        /**
         * @throws IllegalArgumentException if an expression is none; never of what was
         * checked when it was saved
         */
        public FixVersion fixVersion() {
            return new FixVersion(FixVersion.extraction(this.regex),
                    this.rows.stream()
                        .map((row) -> new FixVersion.Row(row.attribute(), Regex.compile(row.matches()),
                                FixVersion.extraction(row.regex())))
                        .toList());
        }

        /**
         * @param attribute whose most frequent value in the group is looked at
         * @param matches an expression that must match it
         * @param regex instead of the general one
         */
        public record Row(String attribute, String matches, String regex) {
        }

    }

}
