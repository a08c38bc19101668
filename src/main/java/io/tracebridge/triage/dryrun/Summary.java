package io.tracebridge.triage.dryrun;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.tracebridge.rules.Decision;
import io.tracebridge.rules.Rule;

/**
 * What would become of a span's reports altogether.
 *
 * @param reports how many were looked at
 * @param groups how many groups they belong to
 * @param fires how many would have gone to the rules
 * @param submits, of all, those the rules would submit
 * @param issues how many issues would have been made
 * @param decidedByNoRule how many are submitted because no submit or filter rule matches
 */
public record Summary(int reports, int groups, int fires, int submits, int filters, int issues, int decidedByNoRule,
        List<RuleCount> rules) {

    /**
     * @param rule 1-based position
     * @param matched how many reports it matches
     * @param won how many of them it decides
     */
    public record RuleCount(int rule, Rule.Action action, String attribute, String regex, int matched, int won) {
    }

    static final class Counter {

        private final List<Rule> rules;

        private final int[] matched;

        private final int[] won;

        private final Set<Long> groups = new HashSet<>();

        private int reports;

        private int submits;

        private int byNoRule;

        Counter(List<Rule> rules) {
            this.rules = rules;
            this.matched = new int[rules.size()];
            this.won = new int[rules.size()];
        }

        void count(long groupId, Decision decision) {
            this.reports++;
            this.groups.add(groupId);
            this.submits += (decision.outcome() == Decision.Outcome.SUBMIT) ? 1 : 0;
            decision.trace().forEach((entry) -> this.matched[entry.rule() - 1] += entry.matched() ? 1 : 0);
            if (decision.winningRule() != null) {
                this.won[decision.winningRule() - 1]++;
            }
            else {
                this.byNoRule++;
            }
        }

        Summary summary(int fires, int issues) {
            var counts = new ArrayList<RuleCount>();
            for (int i = 0; i < this.rules.size(); i++) {
                var rule = this.rules.get(i);
                counts.add(new RuleCount(i + 1, rule.action(), rule.attribute(), rule.regex(), this.matched[i],
                        this.won[i]));
            }
            return new Summary(this.reports, this.groups.size(), fires, this.submits, this.reports - this.submits,
                    issues, this.byNoRule, List.copyOf(counts));
        }

    }

}
