package io.tracebridge.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.google.re2j.Pattern;
import io.tracebridge.report.Text;
import io.tracebridge.rules.Decision.Outcome;
import io.tracebridge.rules.Decision.TraceEntry;

/**
 * An integration's rules, compiled: from a report's attributes to the decision. Immutable
 * and safe for use by many threads.
 * <p>
 * Rules are looked at from top to bottom and the last {@code submit} or {@code filter}
 * that matches wins; where none does, the report is submitted. Regular expressions are
 * RE2, found anywhere in the value, in time linear in its length.
 */
public final class RuleSet {

    public static final int MAX_RULES = 200;

    /** Code points of a value that the trace shows. */
    public static final int MAX_SEEN_LENGTH = 200;

    /** Find something in every value; the anchored ones in every value of one line. */
    private static final Set<String> MATCH_EVERYTHING = Set.of("", ".*", "^", "$", "^.*", ".*$", "^.*$", "\\A.*",
            ".*\\z", "\\A.*\\z", "(.*)", "^(.*)$", ".*?", "^.*?$", "(?s).*", "(?s)^.*$");

    private record CompiledRule(int position, Rule rule, Pattern pattern) {

        boolean isAnyAttribute() {
            return this.rule.attribute().equals(Rule.ANY_ATTRIBUTE);
        }

        boolean finds(String value) {
            return this.pattern.matcher(value).find();
        }

    }

    private final List<CompiledRule> rules;

    private RuleSet(List<CompiledRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * @throws InvalidRuleException naming the first rule that cannot be used
     */
    public static RuleSet compile(List<Rule> rules) {
        if (rules.size() > MAX_RULES) {
            throw new InvalidRuleException(MAX_RULES + 1, "rules",
                    "there are " + rules.size() + " rules; at most " + MAX_RULES + " are possible");
        }
        var compiled = new ArrayList<CompiledRule>();
        for (Rule rule : rules) {
            compiled.add(compile(compiled.size() + 1, rule));
        }
        return new RuleSet(compiled);
    }

    private static CompiledRule compile(int position, Rule rule) {
        check(rule.attribute() != null && !rule.attribute().isBlank(), position, "attribute",
                "must name a defined attribute, or * for any");
        check(rule.action() != null, position, "action", "must be submit, filter or mention");
        check(rule.action() != Rule.Action.MENTION || (rule.target() != null && !rule.target().isBlank()), position,
                "target", "a mention needs a target, such as a user or channel");
        try {
            return new CompiledRule(position, rule, Regex.compile(rule.regex()));
        }
        catch (IllegalArgumentException ex) {
            throw new InvalidRuleException(position, "regex", ex.getMessage());
        }
    }

    private static void check(boolean right, int position, String field, String reason) {
        if (!right) {
            throw new InvalidRuleException(position, field, reason);
        }
    }

    /**
     * @param defined names of the project's attributes
     * @throws InvalidRuleException naming the first rule whose attribute is not among
     * them
     */
    public void requireDefined(Set<String> defined) {
        for (CompiledRule rule : this.rules) {
            String attribute = rule.rule().attribute();
            check(rule.isAnyAttribute() || defined.contains(attribute), rule.position(), "attribute", "\"" + attribute
                    + "\" is not defined in the project; define it among the project's attributes first, or use another");
        }
    }

    /**
     * @param attributes those of the report, by name
     * @param defined names of the project's attributes; others never match
     */
    public Decision evaluate(Map<String, String> attributes, Set<String> defined) {
        // Sorted, so that the same report always gives the same trace.
        var values = new TreeMap<>(attributes);
        values.keySet().retainAll(defined);
        var outcome = Outcome.SUBMIT;
        Integer winner = null;
        var mentions = new LinkedHashSet<String>();
        var trace = new ArrayList<TraceEntry>();
        for (CompiledRule rule : this.rules) {
            TraceEntry entry = look(rule, values);
            trace.add(entry);
            if (entry.matched()) {
                switch (rule.rule().action()) {
                    case SUBMIT -> {
                        outcome = Outcome.SUBMIT;
                        winner = rule.position();
                    }
                    case FILTER -> {
                        outcome = Outcome.FILTER;
                        winner = rule.position();
                    }
                    case MENTION -> mentions.add(rule.rule().target());
                }
            }
        }
        return new Decision(outcome, winner, List.copyOf(trace),
                (outcome == Outcome.SUBMIT) ? List.copyOf(mentions) : List.of());
    }

    private static TraceEntry look(CompiledRule rule, Map<String, String> values) {
        if (!rule.isAnyAttribute()) {
            String attribute = rule.rule().attribute();
            String value = values.get(attribute);
            return entry(rule, value != null && rule.finds(value), attribute, value);
        }
        return values.entrySet()
            .stream()
            .filter((value) -> rule.finds(value.getValue()))
            .findFirst()
            .map((value) -> entry(rule, true, value.getKey(), value.getValue()))
            .orElseGet(() -> entry(rule, false, null, null));
    }

    private static TraceEntry entry(CompiledRule rule, boolean matched, String seenAttribute, String seenValue) {
        return new TraceEntry(rule.position(), rule.rule().action(), rule.rule().attribute(), rule.rule().regex(),
                matched, seenAttribute, (seenValue != null) ? Text.shorten(seenValue, MAX_SEEN_LENGTH) : null);
    }

    /** Attributes that rules name; {@code *} names none. */
    public Set<String> namedAttributes() {
        return this.rules.stream()
            .filter((rule) -> !rule.isAnyAttribute())
            .map((rule) -> rule.rule().attribute())
            .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether the values of all attributes matter, since some rule looks for something
     * particular in any of them.
     */
    public boolean looksAtAll() {
        return this.rules.stream()
            .anyMatch((rule) -> rule.isAnyAttribute() && !MATCH_EVERYTHING.contains(rule.rule().regex()));
    }

}
