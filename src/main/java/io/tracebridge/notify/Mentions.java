package io.tracebridge.notify;

import java.util.Map;

import io.tracebridge.triage.Activities;
import io.tracebridge.triage.Decisions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells those whom the rules mentioned; at most once per decision and target. */
@Service
public class Mentions {

    private final JdbcClient jdbc;

    private final Decisions decisions;

    private final Activities activities;

    Mentions(JdbcClient jdbc, Decisions decisions, Activities activities) {
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.activities = activities;
    }

    /** Puts each new mention on the group's activity, where triagers see it. */
    @Transactional
    public void deliver(long decisionId, long linkId) {
        for (var target : this.decisions.mentions(decisionId)) {
            if (claim(decisionId, target)) {
                this.activities.record(group(decisionId), "rule", "mentioned", Map.of(), Map.of("target", target),
                        Map.of("decision", decisionId, "link", linkId));
            }
        }
    }

    private boolean claim(long decisionId, String target) {
        return this.jdbc.sql("insert into mention (decision_id, target) values (?, ?) on conflict do nothing")
            .params(decisionId, target)
            .update() == 1;
    }

    private long group(long decisionId) {
        return this.jdbc.sql("select group_id from decision where id = ?").param(decisionId).query(Long.class).single();
    }

}
