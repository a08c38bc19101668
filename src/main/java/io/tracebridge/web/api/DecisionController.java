package io.tracebridge.web.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.rules.Decision;
import io.tracebridge.rules.Rule;
import io.tracebridge.triage.Decisions;
import io.tracebridge.triage.Explanation;
import io.tracebridge.triage.Explanations;
import io.tracebridge.triage.GroupQueries;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the rules said of a group's reports, and why it has an issue or none. */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups/{fingerprint}/decisions")
class DecisionController {

    private static final int PAGE = 50;

    private final GroupQueries groups;

    private final Decisions decisions;

    private final Explanations explanations;

    private final Integrations integrations;

    private final ProjectLookup lookup;

    DecisionController(GroupQueries groups, Decisions decisions, Explanations explanations, Integrations integrations,
            ProjectLookup lookup) {
        this.groups = groups;
        this.decisions = decisions;
        this.explanations = explanations;
        this.integrations = integrations;
        this.lookup = lookup;
    }

    /** Newest first. */
    @GetMapping
    DecisionsAnswer list(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(required = false) String integration, @RequestParam(required = false) String outcome,
            @RequestParam(required = false) String page) {
        var projectId = this.lookup.get(project).id();
        var group = this.groups.id(projectId, fingerprint).orElseThrow(() -> NotFoundException.group(fingerprint));
        var filter = new Decisions.Filter(integration(projectId, integration), outcome(outcome), before(page));
        var rows = this.decisions.page(group, filter, PAGE + 1);
        var shown = rows.subList(0, Math.min(PAGE, rows.size()));
        return new DecisionsAnswer(shown.stream().map(DecisionAnswer::of).toList(),
                (rows.size() > PAGE) ? Long.toString(shown.getLast().id()) : null,
                this.explanations.ofGroup(projectId, group)
                    .stream()
                    .map((explained) -> new Reason(explained.integration(), explained.why().standing(),
                            explained.why().sentence()))
                    .toList());
    }

    private Long integration(long projectId, String name) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        var known = this.integrations.list(projectId);
        return known.stream()
            .filter((integration) -> integration.name().equals(name))
            .findFirst()
            .map(Integration::id)
            .orElseThrow(() -> new InvalidInputException("integration",
                    "must be one of " + String.join(", ", known.stream().map(Integration::name).toList())));
    }

    private static Decision.Outcome outcome(String name) {
        return switch ((name != null) ? name : "") {
            case "" -> null;
            case "submit" -> Decision.Outcome.SUBMIT;
            case "filter" -> Decision.Outcome.FILTER;
            default -> throw new InvalidInputException("outcome", "must be submit or filter");
        };
    }

    private static Long before(String page) {
        try {
            return (page == null || page.isEmpty()) ? null : Long.valueOf(page);
        }
        catch (NumberFormatException ex) {
            throw new InvalidInputException("page", "must be a nextPage of an earlier answer");
        }
    }

    /**
     * @param summary one for each integration of the project, whether it decided or not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DecisionsAnswer(List<DecisionAnswer> items, String nextPage, List<Reason> summary) {
    }

    record Reason(String integration, Explanation.Standing standing, String sentence) {
    }

    /**
     * @param winningRule null when no submit or filter rule matched, which submits
     * @param trace every rule in order, with the value it saw
     */
    record DecisionAnswer(long id, long report, Instant decidedAt, String integration, String outcome,
            WinningRule winningRule, List<Decision.TraceEntry> trace, List<String> mentions) {

        static DecisionAnswer of(Decisions.Stored decision) {
            return new DecisionAnswer(decision.id(), decision.reportId(), decision.decidedAt(), decision.integration(),
                    decision.submit() ? "submit" : "filter", decision.winner().map(WinningRule::of).orElse(null),
                    decision.trace(), decision.mentions());
        }

    }

    /**
     * @param number its position, counted from 1
     */
    record WinningRule(int number, String attribute, String regex, Rule.Action action, String words) {

        static WinningRule of(Decision.TraceEntry rule) {
            return new WinningRule(rule.rule(), rule.attribute(), rule.regex(), rule.action(), Explanation.words(rule));
        }

    }

}
