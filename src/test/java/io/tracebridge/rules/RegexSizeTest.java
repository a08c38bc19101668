package io.tracebridge.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RegexSizeTest {

    @ParameterizedTest
    @ValueSource(strings = { ".*", "^\\d{4}-\\d{2}-\\d{2}T", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "(a|b){1,50}",
            "(?i)(?:timeout|refused) after \\d{1,5} ?ms", "[[:alpha:]]{3,}[^]x]{5}", "a{,5}{", "\\x{10FFFF}{20}",
            "\\Q({[\\E{9}" })
    void ordinaryExpressionsAreFarBelowTheLimit(String regex) {
        assertThat(RegexSize.estimate(regex)).isLessThan(Regex.MAX_SIZE / 10)
            .isGreaterThanOrEqualTo(Pattern.compile(regex).programSize() / 2);
    }

    /** Were it lower, an expression could slip through that fills the memory. */
    @Property(tries = 3000)
    void theEstimateIsNeverFarBelowTheTruth(@ForAll("expressions") String regex) {
        long estimate = RegexSize.estimate(regex);
        Assume.that(estimate < 50_000);

        int size;
        try {
            size = Pattern.compile(regex).programSize();
        }
        catch (PatternSyntaxException ex) {
            return;
        }
        assertThat(size).isLessThanOrEqualTo((int) (3 * estimate + 10));
    }

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries
            .of("a", "(", "(", ")", ")", "[", "]", "[^]", "[:alpha:]", "{3}", "{10}", "{2,}", "{0,7}", "{,4}", "{20}",
                    "*", "+", "?", "|", "\\", "\\Q", "\\E", "\\p{L}", "\\pL", "\\x{1F600}", "\\d", "\\)", "\\[", "(?:",
                    "(?i)", "^", "$", "{", "}", "-", ":")
            .list()
            .ofMaxSize(14)
            .map((tokens) -> String.join("", tokens));
    }

}
