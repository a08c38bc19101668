package io.tracebridge.rules;

import java.util.List;

/**
 * What the rules said of one report, and why.
 *
 * @param winningRule 1-based position of the last matching submit/filter rule; null when
 * none matched (which submits)
 * @param trace one entry per rule, in order
 * @param mentions targets of every matching mention rule, in order, each once; empty when
 * filtered
 */
public record Decision(Outcome outcome, Integer winningRule, List<TraceEntry> trace, List<String> mentions) {

    public enum Outcome {

        SUBMIT, FILTER

    }

    /**
     * How one rule fared.
     *
     * @param rule 1-based position
     * @param seenAttribute the attribute whose value decided: the first that matched;
     * null when none did and the rule says {@code *}
     * @param seenValue its value in the report, shortened; null when the report has none
     */
    public record TraceEntry(int rule, Rule.Action action, String attribute, String regex, boolean matched,
            String seenAttribute, String seenValue) {
    }

}
