package io.tracebridge.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.tracebridge.issue.PlainText;
import io.tracebridge.triage.Activities;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who takes a mention, and what became of it: the mention's state, the target's health
 * and the activity row, together or not at all. Times are the database's, since copies of
 * the program on several machines share them.
 */
@Component
class MentionHistory {

    /** Longer than sending one message may take. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final int REASON_LIMIT = 500;

    private final JdbcClient jdbc;

    private final Targets targets;

    private final Activities activities;

    MentionHistory(JdbcClient jdbc, Targets targets, Activities activities) {
        this.jdbc = jdbc;
        this.targets = targets;
        this.activities = activities;
    }

    /** The group and project of a decision; empty once its report was deleted. */
    Optional<Subject> subject(long decisionId) {
        return this.jdbc
            .sql("""
                    select d.group_id, g.project_id from decision d join error_group g on g.id = d.group_id where d.id = ?""")
            .param(decisionId)
            .query((row, n) -> new Subject(row.getLong("group_id"), row.getLong("project_id")))
            .optional();
    }

    /** Takes the mention for one worker, so that no other sends it. */
    @Transactional
    public Claim claim(long decisionId, String target) {
        this.jdbc.sql("""
                insert into mention (decision_id, target, state) values (?, ?, 'due') on conflict do nothing""")
            .params(decisionId, target)
            .update();
        var claim = this.jdbc.sql("""
                select message_id, created_at, state, claimed_until > now() as busy from mention
                where decision_id = ? and target = ? for update""")
            .params(decisionId, target)
            .query((row, n) -> claim(row.getString("state"), row.getBoolean("busy"),
                    new Claim.Taken(row.getObject("message_id", UUID.class), row.getTimestamp("created_at").toInstant(),
                            "claimed".equals(row.getString("state")))))
            .single();
        if (claim instanceof Claim.Taken) {
            this.jdbc.sql("""
                    update mention set state = 'claimed', claimed_until = now() + make_interval(secs => ?)
                    where decision_id = ? and target = ?""")
                .params((double) LEASE.toSeconds(), decisionId, target)
                .update();
        }
        return claim;
    }

    /** A name that means nothing here: it stays on the group's activity. */
    @Transactional
    public void noted(Mention mention) {
        settle(mention, "noted", null);
        record(mention, "rule", "mentioned", Map.of("target", mention.target()));
    }

    @Transactional
    public void sent(Mention mention, Target target) {
        settle(mention, "sent", null);
        this.targets.succeeded(target);
        record(mention, "rule", "mentioned", Map.of("target", mention.target(), "kind", target.kind()));
    }

    /** Leaves it to a later try. */
    @Transactional
    public void again(Mention mention, Target target, String why) {
        settle(mention, "due", reason(why));
        this.targets.failed(target, reason(why));
    }

    @Transactional
    public void unknown(Mention mention, Target target, String why) {
        settle(mention, "unknown", reason(why));
        this.targets.failed(target, reason(why));
        failure(mention, target, "mention-unknown", why);
    }

    @Transactional
    public void failed(Mention mention, Target target, String why) {
        settle(mention, "failed", reason(why));
        this.targets.failed(target, reason(why));
        failure(mention, target, "mention-failed", why);
    }

    /** The target is not asked at all, so this says nothing of its health. */
    @Transactional
    public void withheld(Mention mention, Target target, String why) {
        settle(mention, "failed", reason(why));
        failure(mention, target, "mention-failed", why);
    }

    @Transactional
    public void dead(Mention mention, Target target, String why) {
        failed(mention, target, why);
        if (this.targets.switchOff(target, reason(why))) {
            failure(mention, target, "target-disabled", why);
        }
    }

    private static Claim claim(String state, boolean busy, Claim.Taken taken) {
        return switch (state) {
            case "due" -> taken;
            case "claimed" -> busy ? new Claim.Busy() : taken;
            default -> new Claim.Done();
        };
    }

    private void settle(Mention mention, String state, String reason) {
        this.jdbc.sql("""
                update mention set state = ?, reason = ?, claimed_until = null where decision_id = ? and target = ?""")
            .params(state, reason, mention.decisionId(), mention.target())
            .update();
    }

    private void failure(Mention mention, Target target, String kind, String why) {
        record(mention, "process", kind,
                Map.of("target", mention.target(), "kind", target.kind(), "reason", reason(why)));
    }

    private void record(Mention mention, String actor, String kind, Map<String, ?> after) {
        var cause = new LinkedHashMap<String, Object>();
        cause.put("decision", mention.decisionId());
        cause.put("link", mention.linkId());
        this.activities.record(mention.groupId(), actor, kind, Map.of(), after, cause);
    }

    private static String reason(String why) {
        return PlainText.cut(PlainText.oneLine((why != null) ? why : "for no reason given"), REASON_LIMIT);
    }

    record Subject(long groupId, long projectId) {
    }

    record Mention(long decisionId, long linkId, long groupId, String target) {
    }

    sealed interface Claim {

        /**
         * @param lost whether an earlier worker took it and was never heard of again
         */
        record Taken(UUID messageId, Instant at, boolean lost) implements Claim {
        }

        record Busy() implements Claim {
        }

        /** Sent, failed for good, or in doubt for good. */
        record Done() implements Claim {
        }

    }

}
