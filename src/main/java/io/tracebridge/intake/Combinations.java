package io.tracebridge.intake;

import java.util.List;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tracebridge.rules.Combination;
import io.tracebridge.rules.InvalidRuleException;
import io.tracebridge.rules.Looks;
import io.tracebridge.rules.Rule;
import io.tracebridge.rules.RuleSet;
import org.springframework.stereotype.Component;

/** Which combinations of values rules can tell apart. */
@Component
class Combinations {

    /** Compiling rules for every batch would cost more than committing it. */
    private final Cache<List<Rule>, Looks> looks = Caffeine.newBuilder().maximumSize(10_000).build();

    /**
     * @param defined the project's attributes; undefined ones never match a rule
     */
    Combination of(List<Rule> rules, Set<String> defined) {
        return this.looks.get(rules, Combinations::looks).among(defined);
    }

    private static Looks looks(List<Rule> rules) {
        try {
            return Looks.of(RuleSet.compile(rules));
        }
        catch (InvalidRuleException ex) {
            // Saving refuses such rules. Should there be some, their evaluation says what
            // is wrong; here it would only keep reports from being stored.
            return Looks.AT_ALL;
        }
    }

}
