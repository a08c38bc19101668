package io.tracebridge.triage;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.project.Projects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts a stored report to the rules of the integrations that wanted it, and keeps what
 * they said.
 */
@Component
public class RuleEvaluation {

    private final StoredReports reports;

    private final Integrations integrations;

    private final Projects projects;

    private final Decisions decisions;

    private final JdbcClient jdbc;

    RuleEvaluation(StoredReports reports, Integrations integrations, Projects projects, Decisions decisions,
            JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.reports = reports;
        this.integrations = integrations;
        this.projects = projects;
        this.decisions = decisions;
    }

    /**
     * Decides for each integration that still exists and is not switched off; asked
     * again, answers the same.
     * @return those that said submit, except where a group merged into the report's has
     * the one issue that event {@code group} makes, or is getting it
     */
    @Transactional
    public List<Submission> evaluate(long reportId, List<Long> integrationIds, long processInstanceKey) {
        return this.reports.find(reportId)
            .map((report) -> evaluate(report, integrationIds, processInstanceKey))
            .orElseGet(List::of);
    }

    private List<Submission> evaluate(StoredReport report, List<Long> integrationIds, long processInstanceKey) {
        var defined = Evaluator.defined(this.projects, report.projectId());
        var wanted = integrationIds.stream()
            .map((id) -> this.integrations.find(id).orElse(null))
            .filter(Objects::nonNull)
            .filter((integration) -> integration.state() != Integration.State.DISABLED)
            .toList();
        var known = this.decisions.ofReport(report.id());
        for (var integration : wanted) {
            if (!known.containsKey(integration.id())) {
                decide(report, integration, defined, processInstanceKey);
            }
        }
        var decided = this.decisions.ofReport(report.id());
        return wanted.stream()
            .filter((integration) -> decided.get(integration.id()).submit())
            .filter((integration) -> integration.automation().event() == Automation.Event.TRACE
                    || !memberHasIssue(report.rootId(), integration.id()))
            .map((integration) -> new Submission(integration.id(), report.rootId(), report.id(),
                    decided.get(integration.id()).id(), scope(integration, report.id())))
            .toList();
    }

    private void decide(StoredReport report, Integration integration, Set<String> defined, long processInstanceKey) {
        var evaluator = Evaluator.of(integration.automation().rules(), defined);
        this.decisions.save(report.id(), report.rootId(), integration.id(), evaluator.decide(report),
                processInstanceKey);
    }

    /** The root's own link is not meant: whoever is asked to make it again, finds it. */
    private boolean memberHasIssue(long root, long integrationId) {
        return this.jdbc.sql("""
                select exists (select 1 from error_group m join link l on l.group_id = m.id
                  where m.root_id = :root and m.id <> :root and l.integration_id = :integration and l.scope = 'group'
                    and l.state <> 'unlinked')""")
            .param("root", root)
            .param("integration", integrationId)
            .query(Boolean.class)
            .single();
    }

    private static String scope(Integration integration, long reportId) {
        return (integration.automation().event() == Automation.Event.TRACE) ? "report:" + reportId : "group";
    }

    /**
     * An issue that the rules want.
     *
     * @param scope what at most one issue is made for: {@code group}, or
     * {@code report:<id>} for the event trace
     */
    public record Submission(long integrationId, long groupId, long reportId, long decisionId, String scope) {
    }

}
