package io.tracebridge.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.triage.Explanation.Decided;
import io.tracebridge.triage.Explanation.Facts;
import io.tracebridge.triage.Explanation.Issue;
import io.tracebridge.triage.Explanation.Trigger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Collects the facts that explain a group's issues, or that there are none. */
@Component
public class Explanations {

    private final JdbcClient jdbc;

    private final Integrations integrations;

    private final Decisions decisions;

    private final Clock clock;

    Explanations(JdbcClient jdbc, Integrations integrations, Decisions decisions, Clock clock) {
        this.jdbc = jdbc;
        this.integrations = integrations;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** One for each integration of the project, by name. */
    public List<Explained> ofGroup(long projectId, long groupId) {
        return this.integrations.list(projectId)
            .stream()
            .map((integration) -> new Explained(integration.name(), Explanation.of(facts(integration, groupId))))
            .toList();
    }

    private Facts facts(Integration integration, long groupId) {
        return this.jdbc
            .sql("""
                    select root.fingerprint as merged_into, l.state, l.issue_key, l.rejection ->> 'message' as refusal,
                      (select d.id from decision d
                        where d.integration_id = :integration and d.group_id in (select id from error_group where id = g.id or root_id = g.id)
                          and (l.state is null or l.state not in ('unlinked', 'gone')
                            or d.decided_at > coalesce(l.unlinked_at, l.linked_at, l.created_at))
                        order by d.outcome = 'submit' desc, d.id desc limit 1) as decision,
                      coalesce(s.pending, 0) as pending, s.last_fired_at, c.held, c.fired
                    from error_group g
                    left join error_group root on root.id = g.merged_into
                    left join lateral (select * from link l
                      where l.integration_id = :integration and l.group_id in (select id from error_group where id = g.id or root_id = g.id)
                      order by array_position(array['linked', 'reserved', 'rejected', 'given-up', 'superseded', 'gone', 'unlinked'], l.state),
                        l.id desc limit 1) l on true
                    left join trigger_state s on s.integration_id = :integration and s.group_id = g.id
                    cross join lateral (select count(held_report_id) as held, count(*) - count(held_report_id) as fired
                      from trigger_combination c where c.integration_id = :integration and c.group_id = g.id) c
                    where g.id = :group""")
            .param("integration", integration.id())
            .param("group", groupId)
            .query((row, n) -> facts(integration, row))
            .single();
    }

    private Facts facts(Integration integration, ResultSet row) throws SQLException {
        Optional<Issue> issue = (row.getString("state") != null)
                ? Optional.of(new Issue(row.getString("state"), row.getString("issue_key"), row.getString("refusal")))
                : Optional.empty();
        var decision = Optional.ofNullable(row.getObject("decision", Long.class))
            .map(this.decisions::get)
            .map((stored) -> new Decided(stored.reportId(), stored.submit(), stored.winner()));
        var lastFiring = Optional.ofNullable(row.getTimestamp("last_fired_at")).map(Timestamp::toInstant).orElse(null);
        var trigger = new Trigger(row.getLong("pending"), row.getLong("held"), lastFiring,
                lastFiring != null || row.getLong("fired") > 0);
        return new Facts(integration.state(), integration.pause().map(Integration.Pause::reason),
                integration.automation(), Optional.ofNullable(row.getString("merged_into")), issue, decision, trigger,
                Instant.now(this.clock));
    }

    /**
     * @param integration its name
     */
    public record Explained(String integration, Explanation why) {
    }

}
