package io.tracebridge.web.page.group;

import java.util.List;

import io.tracebridge.triage.Decisions;
import io.tracebridge.triage.Explanation;

/**
 * One decision with all rules.
 *
 * @param by the rule that won, in words
 */
record DecisionLine(Decisions.Stored decision, String by, List<RuleLine> rules) {

    static DecisionLine of(Decisions.Stored decision) {
        return new DecisionLine(decision,
                decision.winner()
                    .map((rule) -> "rule " + rule.rule() + ": " + Explanation.words(rule))
                    .orElse("default: no submit or filter rule matched"),
                decision.trace()
                    .stream()
                    .map((rule) -> new RuleLine(rule.rule(), Explanation.words(rule), rule.matched(),
                            Integer.valueOf(rule.rule()).equals(decision.winningRule()), rule.seenAttribute(),
                            rule.seenValue()))
                    .toList());
    }

    /**
     * @param seen attribute whose value was looked at; null when {@code *} matched none
     * @param value null when the report has none
     */
    record RuleLine(int number, String words, boolean matched, boolean winner, String seen, String value) {
    }

}
