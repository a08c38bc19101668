package io.tracebridge.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tracebridge.rules.InvalidRuleException;
import io.tracebridge.rules.Rule;
import io.tracebridge.rules.RuleSet;
import org.springframework.stereotype.Component;

/** Which attributes rules look at, and digests of their values. */
@Component
class Combinations {

    /** Compiling rules for every batch would cost more than committing it. */
    private final Cache<List<Rule>, Looks> looks = Caffeine.newBuilder().maximumSize(10_000).build();

    /**
     * @param defined the project's attributes; undefined ones never match a rule
     */
    Combination of(List<Rule> rules, Set<String> defined) {
        var look = this.looks.get(rules, Combinations::looks);
        var names = new TreeSet<>(defined);
        if (!look.atAll()) {
            names.retainAll(look.at());
        }
        return new Combination(names);
    }

    private static Looks looks(List<Rule> rules) {
        try {
            var compiled = RuleSet.compile(rules);
            return new Looks(compiled.looksAtAll(), compiled.namedAttributes());
        }
        catch (InvalidRuleException ex) {
            // Saving refuses such rules. Should there be some, their evaluation says what
            // is wrong; here it would only keep reports from being stored.
            return new Looks(true, Set.of());
        }
    }

    private record Looks(boolean atAll, Set<String> at) {
    }

    /**
     * @param names the attributes whose values make a combination
     */
    record Combination(SortedSet<String> names) {

        /** SHA-256 in hex; a missing value differs from an empty one. */
        String digest(Map<String, String> attributes) {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                for (var name : this.names) {
                    var value = attributes.get(name);
                    var text = name.length() + ":" + name
                            + ((value != null) ? "=" + value.length() + ":" + value : "-");
                    digest.update(text.getBytes(StandardCharsets.UTF_8));
                }
                return HexFormat.of().formatHex(digest.digest());
            }
            catch (NoSuchAlgorithmException ex) {
                throw new IllegalStateException("every Java runtime has SHA-256", ex);
            }
        }

    }

}
