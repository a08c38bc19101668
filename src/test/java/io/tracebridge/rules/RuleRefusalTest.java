package io.tracebridge.rules;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.tracebridge.rules.Decision.Outcome;
import io.tracebridge.rules.Rule.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.tracebridge.rules.RuleText.DEFINED;
import static io.tracebridge.rules.RuleText.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Rules that cannot be used are refused in words, and none takes more than linear time.
 */
class RuleRefusalTest {

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

}
