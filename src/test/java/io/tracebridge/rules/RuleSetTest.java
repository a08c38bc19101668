package io.tracebridge.rules;

import java.util.List;
import java.util.Map;

import io.tracebridge.rules.Decision.Outcome;
import io.tracebridge.rules.Decision.TraceEntry;
import io.tracebridge.rules.Rule.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.tracebridge.rules.RuleText.DEFINED;
import static io.tracebridge.rules.RuleText.attributes;
import static io.tracebridge.rules.RuleText.rules;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a set of rules decides, and what its trace tells; {@link RuleText} says how to
 * read the tables.
 */
class RuleSetTest {

    @ParameterizedTest(name = "{0} on {1}: {2} by rule {3}")
    @CsvSource(delimiter = '|', nullValues = "none", quoteCharacter = '`', textBlock = """
            # only the stable build: filter everything, then let one kind through
            * .* filter; buildType stable submit  | buildType=stable, hostname=a | SUBMIT | 2
            * .* filter; buildType stable submit  | buildType=nightly            | FILTER | 1
            * .* filter; buildType stable submit  | hostname=a                   | FILTER | 1
            # everything but developers' machines
            hostname ^dev-* filter                | hostname=dev-7               | FILTER | 1
            hostname ^dev-* filter                | hostname=prod-dev-7          | SUBMIT | none
            # the last match wins, not the first and not the strictest
            buildType stable submit; * .* filter  | buildType=stable             | FILTER | 2
            * a filter; * a submit; * a filter    | hostname=a                   | FILTER | 3
            * a submit; * a filter; * a submit    | hostname=a                   | SUBMIT | 3
            * a filter; * b submit; * c submit    | hostname=a                   | FILTER | 1
            # none matches, or there are none
            ``                                    | hostname=a                   | SUBMIT | none
            buildType beta filter                 | buildType=stable             | SUBMIT | none
            * z submit                            | hostname=a                   | SUBMIT | none
            # found anywhere in the value, case matters unless the expression says otherwise
            version 2 filter                      | version=1.2.3                | FILTER | 1
            version ^2 filter                     | version=1.2.3                | SUBMIT | none
            version ^1[.]2[.]3$ filter            | version=1.2.3                | FILTER | 1
            buildType STABLE filter               | buildType=stable             | SUBMIT | none
            buildType (?i)STABLE filter           | buildType=stable             | FILTER | 1
            # a missing attribute matches nothing, an empty one what matches nothing
            buildType .* filter                   | hostname=a                   | SUBMIT | none
            empty .* filter                       | empty=                       | FILTER | 1
            empty . filter                        | empty=                       | SUBMIT | none
            * .* filter                           | empty=                       | FILTER | 1
            # what is not defined matches nothing, by name or by *
            tenant acme filter                    | tenant=acme                  | SUBMIT | none
            * acme filter                         | tenant=acme                  | SUBMIT | none
            * .* filter                           | tenant=acme                  | SUBMIT | none
            # a mention decides nothing
            * .* filter; * .* mention @a          | hostname=a                   | FILTER | 1
            * .* mention @a                       | hostname=a                   | SUBMIT | none""")
    void theLastMatchingSubmitOrFilterWins(String rules, String attributes, Outcome outcome, Integer winningRule) {
        Decision decision = RuleSet.compile(rules(rules)).evaluate(attributes(attributes), DEFINED);

        assertThat(decision.outcome()).isEqualTo(outcome);
        assertThat(decision.winningRule()).isEqualTo(winningRule);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            severity fatal mention @oncall                               | severity=fatal | @oncall
            severity fatal mention @oncall                               | severity=low   | ``
            severity fatal mention @b; * .* mention @a; * f mention @b   | severity=fatal | @b,@a
            * .* filter; severity fatal mention @oncall                  | severity=fatal | ``
            severity fatal mention @oncall; * .* filter; * fatal submit  | severity=fatal | @oncall
            severity .* submit @nobody                                   | severity=fatal | ``""")
    void matchingMentionsAddTheirTargetOnceAndInOrderWhenTheReportIsSubmitted(String rules, String attributes,
            String mentions) {
        Decision decision = RuleSet.compile(rules(rules)).evaluate(attributes(attributes), DEFINED);

        assertThat(String.join(",", decision.mentions())).isEqualTo(mentions);
    }

    @Test
    void theTraceTellsOfEveryRuleWhatItSaw() {
        var rules = RuleSet.compile(rules("""
                * .* filter; * b submit; * z submit; buildType nightly submit; version 1 submit;
                tenant acme filter; severity fatal mention @oncall"""));

        Decision decision = rules
            .evaluate(Map.of("buildType", "stable", "hostname", "a", "tenant", "acme", "severity", "fatal"), DEFINED);

        assertThat(decision.trace()).containsExactly(
                // Any attribute: the first by name that matches.
                new TraceEntry(1, Action.FILTER, "*", ".*", true, "buildType", "stable"),
                new TraceEntry(2, Action.SUBMIT, "*", "b", true, "buildType", "stable"),
                new TraceEntry(3, Action.SUBMIT, "*", "z", false, null, null),
                new TraceEntry(4, Action.SUBMIT, "buildType", "nightly", false, "buildType", "stable"),
                new TraceEntry(5, Action.SUBMIT, "version", "1", false, "version", null),
                new TraceEntry(6, Action.FILTER, "tenant", "acme", false, "tenant", null),
                new TraceEntry(7, Action.MENTION, "severity", "fatal", true, "severity", "fatal"));
        assertThat(decision.winningRule()).isEqualTo(2);
    }

    @Test
    void theTraceShortensLongValues() {
        String value = "\uD83D\uDE00".repeat(RuleSet.MAX_SEEN_LENGTH + 1) + "end";

        Decision decision = RuleSet.compile(rules("version end$ filter")).evaluate(Map.of("version", value), DEFINED);

        assertThat(decision.outcome()).isEqualTo(Outcome.FILTER);
        assertThat(decision.trace().getFirst().seenValue())
            .isEqualTo("\uD83D\uDE00".repeat(RuleSet.MAX_SEEN_LENGTH - 1) + "…");
    }

    @Test
    void namesTheAttributesThatRulesNameInAnyAction() {
        assertThat(RuleSet.compile(rules("* .* filter; version 1 submit; severity f mention @a; version 2 filter"))
            .namedAttributes()).containsExactlyInAnyOrder("version", "severity");
        assertThat(RuleSet.compile(List.of()).namedAttributes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            * .* filter                      | false
            * ^.*$ filter; * .*$ submit      | false
            version 1 filter                 | false
            ``                               | false
            * .+ filter                      | true
            * acme submit                    | true
            * .* filter; * acme submit       | true
            * ^$ filter                      | true
            * .* filter; * crash mention @a  | true""")
    void looksAtAllAttributesWhenARuleLooksForSomethingInAny(String rules, boolean looksAtAll) {
        assertThat(RuleSet.compile(rules(rules)).looksAtAll()).isEqualTo(looksAtAll);
    }

    @Test
    void theEmptyExpressionLooksForNothing() {
        assertThat(RuleSet.compile(List.of(new Rule("*", "", Action.FILTER, null))).looksAtAll()).isFalse();
    }

}
