package io.tracebridge.web.page.wizard;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.tracebridge.rules.InvalidRuleException;
import io.tracebridge.rules.Rule;
import io.tracebridge.rules.RuleSet;

/** The fourth step as typed. */
record RulesForm(List<Row> rows) {

    static RulesForm of(List<Rule> rules) {
        return new RulesForm(rules.stream()
            .map((rule) -> new Row(rule.attribute(), rule.regex(), rule.action().name().toLowerCase(Locale.ROOT),
                    (rule.target() != null) ? rule.target() : ""))
            .toList());
    }

    /**
     * @param blank whether to keep rows that nobody filled in yet
     */
    static RulesForm of(Form form, boolean blank) {
        return new RulesForm(form.rows("rules", true)
            .stream()
            .map((row) -> new Row(row.get(0), row.get(1), row.get(2).isEmpty() ? "submit" : row.get(2), row.get(3)))
            .filter((row) -> blank || !row.blank())
            .toList());
    }

    /** Says of every row what is wrong with it. */
    List<Rule> rules(Set<String> defined, Errors errors) {
        var rules = this.rows.stream().map(Row::rule).toList();
        for (int i = 0; i < rules.size(); i++) {
            try {
                if (!this.rows.get(i).blank()) {
                    RuleSet.compile(List.of(rules.get(i))).requireDefined(defined);
                }
            }
            catch (InvalidRuleException ex) {
                errors.add("automation.rules[" + i + "]." + ex.field(), ex.reason());
            }
        }
        return rules;
    }

    record Row(String attribute, String regex, String action, String target) {

        boolean blank() {
            return this.attribute.isEmpty() && this.regex.isEmpty() && this.target.isEmpty();
        }

        Rule rule() {
            var kind = switch (this.action) {
                case "submit" -> Rule.Action.SUBMIT;
                case "filter" -> Rule.Action.FILTER;
                case "mention" -> Rule.Action.MENTION;
                default -> null;
            };
            return new Rule(this.attribute, this.regex, kind, this.target.isEmpty() ? null : this.target);
        }

    }

}
