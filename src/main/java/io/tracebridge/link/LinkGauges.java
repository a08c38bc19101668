package io.tracebridge.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.tracebridge.integration.IntegrationTags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How much waits, for each integration. Looked up now and then and kept, so that it does
 * not matter how often somebody asks. While the database is away there are no values,
 * rather than old ones.
 */
@Component
class LinkGauges {

    private static final Logger LOG = LoggerFactory.getLogger(LinkGauges.class);

    private final JdbcClient jdbc;

    private final List<Gauges> gauges;

    LinkGauges(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.gauges = List.of(
                new Gauges(gauge(meters, "tracebridge.issues.due", "Links whose issue is still to be created"),
                        Waiting::due),
                new Gauges(gauge(meters, "tracebridge.issues.due.oldest.age",
                        "Since when the oldest of them is so, if its integration is in use"), Waiting::dueAge),
                new Gauges(gauge(meters, "tracebridge.links.dirty", "Links of which a side changed"), Waiting::dirty),
                new Gauges(
                        gauge(meters, "tracebridge.links.dirty.oldest.age",
                                "Since when the oldest of them is so, if its integration is in use"),
                        Waiting::dirtyAge),
                new Gauges(gauge(meters, "tracebridge.conflicts.waiting", "Conflicts that a person decides"),
                        Waiting::conflicts),
                new Gauges(
                        gauge(meters, "tracebridge.conflicts.waiting.oldest.age", "How long the oldest of them waits"),
                        Waiting::conflictAge),
                new Gauges(gauge(meters, "tracebridge.requests.open", "Issues that people asked for"),
                        Waiting::requests));
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(name)
            .baseUnit(name.endsWith(".age") ? "seconds" : null)
            .description(description)
            .register(meters);
    }

    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT5S")
    void sample() {
        var waiting = waiting();
        this.gauges.forEach((gauges) -> gauges.show(waiting));
    }

    private List<Waiting> waiting() {
        try {
            return this.jdbc.sql("""
                    with marked as (
                      select integration_id, count(*) filter (where dirty_since is not null) as dirty,
                        min(dirty_since) as dirty_since, count(conflict) as conflicts,
                        min(coalesce((select max(c.at) from link_change c where c.link_id = l.id
                          and c.outcome = 'conflict'), issue_seen_at, linked_at)) filter (where conflict is not null)
                          as conflict_since
                      from link l where state = 'linked' and (dirty_since is not null or conflict is not null)
                      group by integration_id),
                    due as (
                      select integration_id, count(*) as due, min(created_at) as since
                      from link where state = 'reserved' group by integration_id),
                    asked as (
                      select integration_id, count(*) as requests from issue_request
                      where state in ('drafting', 'waiting', 'submitted') group by integration_id)
                    select p.name as project, i.name, i.tracker,
                      coalesce(d.due, 0) as due,
                      case when i.state = 'enabled' and i.paused_at is null
                        then extract(epoch from now() - d.since) end as due_age,
                      coalesce(m.dirty, 0) as dirty,
                      case when i.state = 'enabled' and i.paused_at is null
                        then extract(epoch from now() - m.dirty_since) end as dirty_age,
                      coalesce(m.conflicts, 0) as conflicts,
                      extract(epoch from now() - m.conflict_since) as conflict_age,
                      coalesce(a.requests, 0) as requests
                    from integration i join project p on p.id = i.project_id
                      left join due d on d.integration_id = i.id
                      left join marked m on m.integration_id = i.id left join asked a on a.integration_id = i.id""")
                .query(LinkGauges::row)
                .list();
        }
        catch (DataAccessException | TransactionException ex) {
            LOG.debug("No gauges of links", ex);
            return List.of();
        }
    }

    /** What is null stands for nothing that waits. */
    private static Waiting row(ResultSet row, int n) throws SQLException {
        return new Waiting(
                IntegrationTags.of(row.getString("project"), row.getString("name"), row.getString("tracker")),
                row.getLong("due"), row.getDouble("due_age"), row.getLong("dirty"), row.getDouble("dirty_age"),
                row.getLong("conflicts"), row.getDouble("conflict_age"), row.getLong("requests"));
    }

    /** Ages in seconds; 0 where nothing waits. */
    private record Waiting(Tags tags, long due, double dueAge, long dirty, double dirtyAge, long conflicts,
            double conflictAge, long requests) {
    }

    private record Gauges(MultiGauge gauge, ToDoubleFunction<Waiting> value) {

        /** Those of deleted integrations go away. */
        void show(List<Waiting> all) {
            this.gauge.register(
                    all.stream().map((one) -> MultiGauge.Row.of(one.tags(), this.value.applyAsDouble(one))).toList(),
                    true);
        }

    }

}
