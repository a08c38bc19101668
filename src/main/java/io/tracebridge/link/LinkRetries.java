package io.tracebridge.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.tracebridge.outbox.Outbox;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.triage.Activities;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gets a link going again whose process somebody cancelled, or that was forgotten for
 * whatever reason. It does no harm where the process still runs: the link is reserved and
 * the issue marked, so both end with the same issue; and if it asks somebody to correct
 * the issue, it ends, so that nobody is asked twice.
 */
@Service
public class LinkRetries {

    /** Process that makes the issue; outbox rows of this kind start it. */
    private static final String PROCESS = "create-issue";

    /**
     * Message that ends the question about an earlier refusal; its key is the refusal.
     */
    private static final String RETRIED = "issue-retried";

    /** The question may be on its way yet. */
    private static final Duration MESSAGE_LIFE = Duration.ofHours(1);

    private static final String MANUAL = "manual:";

    private static final String REPORT = "report:";

    private final JdbcClient jdbc;

    private final DirtyLinks marks;

    private final RequestRetries requests;

    private final Activities activities;

    private final Outbox outbox;

    private final Clock clock;

    LinkRetries(JdbcClient jdbc, DirtyLinks marks, RequestRetries requests, Activities activities, Outbox outbox,
            Clock clock) {
        this.jdbc = jdbc;
        this.marks = marks;
        this.requests = requests;
        this.activities = activities;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Synchronises a link that leads to an issue, and starts the creation of one that
     * does not yet.
     * @return false if there is no such link
     * @throws InvalidInputException if the link is of the past
     * @throws RequestRefused if somebody is at it already
     */
    @Transactional
    public boolean retry(long id, String actor) {
        var found = lock(id);
        found.ifPresent((link) -> {
            switch (link.state()) {
                case LINKED -> this.marks.mark(List.of(id));
                case RESERVED, REJECTED -> create(id, link, actor);
                default -> throw new InvalidInputException("id", "is a link that is " + link.state().id()
                        + ": there is nothing to try again; ask for a new issue on the group's page");
            }
        });
        return found.isPresent();
    }

    private void create(long id, Held link, String actor) {
        if (link.busy()) {
            throw new RequestRefused("This is being tried just now; look again in a minute.");
        }
        this.jdbc.sql("update link set swept_at = now() where id = ?").param(id).update();
        this.activities.record(link.groupId(), actor, "creation-retried", Map.of(), Map.of(),
                Map.of("link", id, "integration", link.integrationId()));
        if (link.refusal() != null) {
            this.outbox.add(List.of(Outbox.Entry.message(RETRIED, link.refusal(), link.refusal(), MESSAGE_LIFE,
                    Map.of(), Instant.now(this.clock))));
        }
        if (link.scope().startsWith(MANUAL)) {
            this.requests.restart(UUID.fromString(link.scope().substring(MANUAL.length())));
        }
        else {
            this.outbox.add(List.of(new Outbox.Entry(PROCESS, variables(link), Instant.now(this.clock))));
        }
    }

    /** What the process was started with the first time. */
    private Map<String, Object> variables(Held link) {
        var variables = new HashMap<String, Object>();
        variables.put("integrationId", link.integrationId());
        variables.put("groupId", link.groupId());
        variables.put("scope", link.scope());
        decision(link).ifPresent((decision) -> {
            variables.put("decisionId", decision.id());
            variables.put("reportId", decision.reportId());
        });
        return variables;
    }

    /** What a regression or a replacement makes goes back to no decision. */
    private Optional<Decision> decision(Held link) {
        if (!link.scope().equals("group") && !link.scope().startsWith(REPORT)) {
            return Optional.empty();
        }
        var report = link.scope().startsWith(REPORT) ? Long.valueOf(link.scope().substring(REPORT.length())) : null;
        return this.jdbc.sql("""
                select id, report_id from decision where group_id = :group and integration_id = :integration
                  and outcome = 'submit' and (cast(:report as bigint) is null or report_id = :report)
                order by id limit 1""")
            .param("group", link.groupId())
            .param("integration", link.integrationId())
            .param("report", report)
            .query((row, n) -> new Decision(row.getLong("id"), row.getLong("report_id")))
            .optional();
    }

    private Optional<Held> lock(long id) {
        this.jdbc.sql("select 1 from link where id = ? for update").param(id).query().listOfRows();
        return this.jdbc.sql("""
                select l.*, coalesce(l.leased_until > now(), false)
                  or coalesce(l.swept_at > now() - interval '1 minute', false) as busy,
                  l.rejection ->> 'id' as refusal from link l where id = ?""")
            .param(id)
            .query(LinkRetries::held)
            .optional();
    }

    private static Held held(ResultSet row, int n) throws SQLException {
        return new Held(row.getLong("integration_id"), row.getLong("group_id"), row.getString("scope"),
                Link.State.of(row.getString("state")), row.getBoolean("busy"), row.getString("refusal"));
    }

    /**
     * @param busy whether a worker has it, or it was tried again within the last minute
     * @param refusal of which somebody may be asked; null for none, or one from before
     * refusals had names
     */
    private record Held(long integrationId, long groupId, String scope, Link.State state, boolean busy,
            String refusal) {
    }

    private record Decision(long id, long reportId) {
    }

}
