package io.tracebridge.triage;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.project.Attribute;
import io.tracebridge.project.Projects;
import io.tracebridge.rules.RuleSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts a stored report to the rules of the integrations that wanted it, and keeps what
 * they said.
 */
@Component
public class RuleEvaluation {

    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {
    };

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    private final Integrations integrations;

    private final Projects projects;

    private final Decisions decisions;

    RuleEvaluation(JdbcClient jdbc, ObjectMapper json, Integrations integrations, Projects projects,
            Decisions decisions) {
        this.jdbc = jdbc;
        this.json = json;
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
        var report = report(reportId);
        if (report == null) {
            return List.of();
        }
        var defined = this.projects.attributes(report.projectId())
            .stream()
            .map(Attribute::name)
            .collect(Collectors.toSet());
        var wanted = integrationIds.stream()
            .map((id) -> this.integrations.find(id).orElse(null))
            .filter(Objects::nonNull)
            .filter((integration) -> integration.state() != Integration.State.DISABLED)
            .toList();
        var known = this.decisions.ofReport(reportId);
        for (var integration : wanted) {
            if (!known.containsKey(integration.id())) {
                decide(report, integration, defined, processInstanceKey);
            }
        }
        var decided = this.decisions.ofReport(reportId);
        return wanted.stream()
            .filter((integration) -> decided.get(integration.id()).submit())
            .filter((integration) -> integration.automation().event() == Automation.Event.TRACE
                    || !memberHasIssue(report.groupId(), integration.id()))
            .map((integration) -> new Submission(integration.id(), report.groupId(), reportId,
                    decided.get(integration.id()).id(), scope(integration, reportId)))
            .toList();
    }

    private void decide(Row report, Integration integration, Set<String> defined, long processInstanceKey) {
        var rules = RuleSet.compile(integration.automation().rules());
        this.decisions.save(report.id(), report.groupId(), integration.id(),
                rules.evaluate(report.attributes(), defined), processInstanceKey);
    }

    /** The root's own link is not meant: whoever is asked to make it again, finds it. */
    private boolean memberHasIssue(long root, long integrationId) {
        return this.jdbc.sql("""
                select exists (select 1 from error_group m join link l on l.group_id = m.id
                  where m.root_id = :root and m.id <> :root and l.integration_id = :integration and l.scope = 'group'
                    and l.state not in ('unlinked', 'gone'))""")
            .param("root", root)
            .param("integration", integrationId)
            .query(Boolean.class)
            .single();
    }

    private static String scope(Integration integration, long reportId) {
        return (integration.automation().event() == Automation.Event.TRACE) ? "report:" + reportId : "group";
    }

    private Row report(long id) {
        return this.jdbc.sql("""
                select r.id, r.project_id, g.root_id, r.attributes from report r join error_group g on g.id = r.group_id
                where r.id = ?""")
            .param(id)
            .query((row, n) -> new Row(row.getLong("id"), row.getLong("project_id"), row.getLong("root_id"),
                    attributes(row.getString("attributes"))))
            .optional()
            .orElse(null);
    }

    private Map<String, String> attributes(String stored) {
        try {
            return this.json.readValue(stored, ATTRIBUTES);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("stored attributes do not read as name-value pairs", ex);
        }
    }

    /**
     * @param groupId the root of its group, as it is now
     */
    private record Row(long id, long projectId, long groupId, Map<String, String> attributes) {
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
