package io.tracebridge.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.tracebridge.rules.Decision.Outcome;
import io.tracebridge.rules.Decision.TraceEntry;
import io.tracebridge.rules.Rule.Action;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * In the tables, rules read {@code attribute regex action [target]}, separated by
 * {@code ;}, and attributes {@code name=value}, separated by {@code ,}.
 */
class RuleSetTest {

    private static final Set<String> DEFINED = Set.of("buildType", "hostname", "severity", "version", "empty");

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

    // What cannot be saved

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4} {5}")
    @CsvSource(delimiter = '|', nullValues = "none", quoteCharacter = '~',
            textBlock = """
                    none     | .*      | FILTER  | none | attribute | must name a defined attribute, or * for any
                    ~ ~      | .*      | FILTER  | none | attribute | must name a defined attribute, or * for any
                    version  | none    | FILTER  | none | regex     | is missing
                    version  | a(b     | FILTER  | none | regex     | is not a regular expression in RE2 syntax: error parsing regexp: missing closing ): `a(b`
                    version  | [z-a]   | FILTER  | none | regex     | invalid character class range: `z-a`
                    version  | (?=a)   | FILTER  | none | regex     | invalid or unsupported Perl syntax: `(?=`
                    version  | (a)\\1  | FILTER  | none | regex     | invalid escape sequence: `\\1`
                    version  | a**     | FILTER  | none | regex     | invalid nested repetition operator: `**`
                    version  | a{1001} | FILTER  | none | regex     | invalid repeat count: `{1001}`
                    version  | a\\     | FILTER  | none | regex     | trailing backslash at end of expression
                    version  | .*      | none    | none | action    | must be submit, filter or mention
                    version  | .*      | MENTION | none | target    | a mention needs a target
                    version  | .*      | MENTION | ~ ~  | target    | a mention needs a target""")
    void aRuleThatCannotBeUsedIsRefusedNamingItsPlaceAndWhatIsRight(String attribute, String regex, Action action,
            String target, String field, String reason) {
        var rules = List.of(new Rule("*", ".*", Action.FILTER, null), new Rule(attribute, regex, action, target));

        assertThatExceptionOfType(InvalidRuleException.class).isThrownBy(() -> RuleSet.compile(rules))
            .withMessageStartingWith("rule 2, " + field + ": ")
            .satisfies((ex) -> {
                assertThat(ex.position()).isEqualTo(2);
                assertThat(ex.field()).isEqualTo(field);
                assertThat(ex.reason()).contains(reason);
            });
    }

    @Test
    void aTargetOnASubmitIsTolerated() {
        assertThatNoException().isThrownBy(() -> RuleSet.compile(rules("version .* submit @x")));
    }

    @Test
    void aRuleOnAnUndefinedAttributeIsRefusedByName() {
        var rules = RuleSet.compile(rules("* .* filter; version 1 submit; tenant acme submit"));

        assertThatExceptionOfType(InvalidRuleException.class).isThrownBy(() -> rules.requireDefined(DEFINED))
            .withMessageContaining("rule 3, attribute: \"tenant\" is not defined in the project; define it");
        assertThatNoException().isThrownBy(() -> rules.requireDefined(Set.of("version", "tenant")));
    }

    @Test
    void rulesAndExpressionsAreBounded() {
        var rule = new Rule("*", "a", Action.FILTER, null);
        assertThat(RuleSet.compile(Collections.nCopies(RuleSet.MAX_RULES, rule)).namedAttributes()).isEmpty();
        assertThatExceptionOfType(InvalidRuleException.class)
            .isThrownBy(() -> RuleSet.compile(Collections.nCopies(RuleSet.MAX_RULES + 1, rule)))
            .withMessageContaining("there are 201 rules; at most 200");

        String longest = "a".repeat(Regex.MAX_LENGTH);
        assertThatNoException().isThrownBy(() -> RuleSet.compile(List.of(new Rule("*", longest, Action.FILTER, null))));
        assertThatExceptionOfType(InvalidRuleException.class)
            .isThrownBy(() -> RuleSet.compile(List.of(new Rule("*", longest + "a", Action.FILTER, null))))
            .withMessageContaining("has 1001 characters; at most 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = { "((a{1000}){1000}){1000}", "((((((((((x{10}){10}){10}){10}){10}){10}){10}){10}){10}){10})",
            "([)]{1000}(b{1000}|\\Q)\\E)){999}", "(a{1,1000}){500,}", "(\\p{Greek}{900}[]{}]{900}){900}" })
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void countedRepetitionsThatWouldFillTheMemoryAreRefusedBeforeTheyDo(String regex) {
        assertThatExceptionOfType(InvalidRuleException.class)
            .isThrownBy(() -> RuleSet.compile(List.of(new Rule("*", regex, Action.FILTER, null))))
            .withMessageContaining("counted repetitions multiply to too many steps");
    }

    @ParameterizedTest
    @ValueSource(strings = { "(a+)+$", "^(a|aa)*$", "(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y" })
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noExpressionTakesMoreThanLinearTime(String regex) {
        String value = (regex.contains("x") ? "x" : "a").repeat(4096) + "!";

        Decision decision = RuleSet.compile(List.of(new Rule("version", regex, Action.FILTER, null)))
            .evaluate(Map.of("version", value), DEFINED);

        assertThat(decision.outcome()).isEqualTo(Outcome.SUBMIT);
    }

    // What the trigger policy asks

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

    // Properties

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

    private static List<Rule> rules(String text) {
        return Arrays.stream(text.split(";")).map(String::strip).filter((rule) -> !rule.isEmpty()).map((rule) -> {
            String[] parts = rule.split(" +");
            return new Rule(parts[0], parts[1], Action.valueOf(parts[2].toUpperCase(Locale.ROOT)),
                    (parts.length > 3) ? parts[3] : null);
        }).toList();
    }

    private static Map<String, String> attributes(String text) {
        var attributes = new HashMap<String, String>();
        for (String attribute : text.split(", *")) {
            String[] parts = attribute.split("=", 2);
            attributes.put(parts[0], parts[1]);
        }
        return attributes;
    }

}
