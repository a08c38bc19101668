package io.tracebridge.triage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens resolved and muted groups again when a new report meets one of their conditions.
 * A group without conditions stays as it is, whatever comes.
 */
@Component
public class Reopening {

    private final JdbcClient jdbc;

    private final Standings standings;

    private final Activities activities;

    Reopening(JdbcClient jdbc, Standings standings, Activities activities) {
        this.jdbc = jdbc;
        this.standings = standings;
        this.activities = activities;
    }

    /**
     * Within the transaction that stored the reports and holds their groups' locks,
     * before automations look at them: a reopened group counts anew.
     * @param arrivals in the order of their arrival; those of a merged group count for
     * its root
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void consider(Collection<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return;
        }
        for (var root : withConditions(arrivals.stream().map(Arrival::groupId).collect(Collectors.toSet()))) {
            var reports = arrivals.stream().filter((arrival) -> root.members().contains(arrival.groupId())).toList();
            // Without the lock of a root that a merged group's report came to, so only a
            // sign.
            if (reports.stream().anyMatch((arrival) -> Until.firstMet(root.until(), arrival.report()).isPresent())) {
                reopen(root.id(), reports);
            }
        }
    }

    private void reopen(long groupId, List<Arrival> reports) {
        var held = this.standings.hold(groupId);
        for (var arrival : reports) {
            var violated = held.standing().reopenedBy(arrival.report());
            if (violated.isPresent()) {
                reopen(held, arrival, violated.get());
                return;
            }
        }
    }

    private void reopen(Standings.Held held, Arrival by, Until violated) {
        var open = held.standing().reopen();
        this.standings.write(held, open);
        this.standings.countReopening(held.id(), by.report(), violated);
        this.activities.record(held.id(), "report", "reopened", held.standing().described(), open.described(),
                Map.of("report", by.reportId(), "condition", violated.plain()));
    }

    /** By ascending id, the order in which rows are locked. */
    private List<Root> withConditions(Collection<Long> groupIds) {
        return this.jdbc.sql("""
                select r.id, r.until, array_agg(g.id) as members
                from error_group g join error_group r on r.id = g.root_id
                where g.id = any(?) and r.until is not null and r.state in ('resolved', 'muted')
                group by r.id order by r.id""")
            .param(groupIds.toArray(Long[]::new))
            .query((row, n) -> new Root(row.getLong("id"), this.standings.until(row.getString("until")),
                    Set.of((Long[]) row.getArray("members").getArray())))
            .list();
    }

    /** A root with the groups of the batch that it stands for, itself or merged ones. */
    private record Root(long id, List<Until> until, Set<Long> members) {
    }

    /** A report that was just stored. */
    public record Arrival(long groupId, long reportId, SeenReport report) {
    }

}
