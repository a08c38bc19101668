package io.tracebridge.rules;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which attributes rules look at: all that is left of the rules for those who only tell
 * reports apart.
 *
 * @param atAll whether some rule looks for something particular in any attribute
 * @param at the attributes that rules name
 */
public record Looks(boolean atAll, Set<String> at) {

    /** What rules look at that nobody can read. */
    public static final Looks AT_ALL = new Looks(true, Set.of());

    public static Looks of(RuleSet rules) {
        return new Looks(rules.looksAtAll(), rules.namedAttributes());
    }

    /**
     * @param defined the project's attributes; undefined ones never match a rule
     */
    public Combination among(Set<String> defined) {
        var names = new TreeSet<>(defined);
        if (!this.atAll) {
            names.retainAll(this.at);
        }
        return new Combination(names);
    }

}
