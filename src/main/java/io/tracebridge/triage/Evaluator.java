package io.tracebridge.triage;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.tracebridge.project.Attribute;
import io.tracebridge.project.Projects;
import io.tracebridge.rules.Combination;
import io.tracebridge.rules.Decision;
import io.tracebridge.rules.Looks;
import io.tracebridge.rules.Rule;
import io.tracebridge.rules.RuleSet;

/**
 * The one way from a stored report to a decision, whether it counts or is only tried.
 * Compiles the rules once; safe for use by many threads.
 */
public final class Evaluator {

    private final RuleSet rules;

    private final Set<String> defined;

    private Evaluator(RuleSet rules, Set<String> defined) {
        this.rules = rules;
        this.defined = defined;
    }

    /**
     * @param defined the project's attributes; others never match
     */
    public static Evaluator of(List<Rule> rules, Set<String> defined) {
        return new Evaluator(RuleSet.compile(rules), defined);
    }

    public static Set<String> defined(Projects projects, long projectId) {
        return projects.attributes(projectId).stream().map(Attribute::name).collect(Collectors.toUnmodifiableSet());
    }

    public Decision decide(StoredReport report) {
        return this.rules.evaluate(report.attributes(), this.defined);
    }

    /** What these rules can tell reports apart by. */
    public Combination combination() {
        return Looks.of(this.rules).among(this.defined);
    }

}
