package io.tracebridge.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tracebridge.rules.Decision.Outcome;
import io.tracebridge.rules.Decision.TraceEntry;
import io.tracebridge.rules.Rule.Action;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static io.tracebridge.rules.RuleText.DEFINED;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds for any rules and any attributes. */
class RulePropertiesTest {

    @Property
    void aDecidingRuleAtTheEndThatMatchesAlwaysDecides(@ForAll("ruleLists") List<Rule> rules,
            @ForAll("reports") Map<String, String> attributes, @ForAll boolean filter) {
        var last = new Rule("version", "^", filter ? Action.FILTER : Action.SUBMIT, null);
        var all = new ArrayList<>(rules);
        all.add(last);
        var reported = new HashMap<>(attributes);
        reported.put("version", "1");

        Decision decision = RuleSet.compile(all).evaluate(reported, DEFINED);

        assertThat(decision.winningRule()).isEqualTo(all.size());
        assertThat(decision.outcome()).isEqualTo(filter ? Outcome.FILTER : Outcome.SUBMIT);
    }

    @Property
    void theDecisionFollowsFromTheTrace(@ForAll("ruleLists") List<Rule> rules,
            @ForAll("reports") Map<String, String> attributes) {
        Decision decision = RuleSet.compile(rules).evaluate(attributes, DEFINED);

        assertThat(decision.trace()).hasSameSizeAs(rules);
        var last = decision.trace()
            .stream()
            .filter((entry) -> entry.matched() && entry.action() != Action.MENTION)
            .reduce((before, after) -> after);
        assertThat(decision.winningRule()).isEqualTo(last.map(TraceEntry::rule).orElse(null));
        assertThat(decision.outcome() == Outcome.FILTER)
            .isEqualTo(last.filter((entry) -> entry.action() == Action.FILTER).isPresent());
        var mentioned = decision.trace()
            .stream()
            .filter((entry) -> entry.matched() && entry.action() == Action.MENTION)
            .map((entry) -> rules.get(entry.rule() - 1).target())
            .distinct()
            .toList();
        assertThat(decision.mentions()).isEqualTo((decision.outcome() == Outcome.SUBMIT) ? mentioned : List.of());
    }

    @Property
    void undefinedAttributesNeverMatter(@ForAll("ruleLists") List<Rule> rules,
            @ForAll("reports") Map<String, String> attributes) {
        var defined = new HashMap<>(attributes);
        defined.keySet().retainAll(DEFINED);

        assertThat(RuleSet.compile(rules).evaluate(attributes, DEFINED))
            .isEqualTo(RuleSet.compile(rules).evaluate(defined, DEFINED));
    }

    @Property
    void anyTextIsARuleOrRefusedAsOne(@ForAll String attribute, @ForAll String regex, @ForAll Action action) {
        try {
            RuleSet.compile(List.of(new Rule(attribute, regex, action, "@a")));
        }
        catch (InvalidRuleException ex) {
            assertThat(ex.position()).isEqualTo(1);
        }
    }

    @Provide
    Arbitrary<List<Rule>> ruleLists() {
        return Combinators
            .combine(Arbitraries.of("*", "version", "hostname", "tenant"), Arbitraries.of("", ".*", "a", "^b", "[12]$"),
                    Arbitraries.of(Action.class), Arbitraries.of("@a", "@b"))
            .as(Rule::new)
            .list()
            .ofMaxSize(10);
    }

    @Provide
    Arbitrary<Map<String, String>> reports() {
        return Arbitraries.maps(Arbitraries.of("version", "hostname", "tenant", "severity"),
                Arbitraries.of("", "a", "b", "ab", "1", "x\ny2"));
    }

}
