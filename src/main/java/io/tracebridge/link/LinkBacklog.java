package io.tracebridge.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links and requests that do not get on, or wait for a person. What a stopped or paused
 * integration holds up is that integration's matter and not told here.
 */
@Component
public class LinkBacklog {

    /** Everything that is on its way usually is through within seconds. */
    private static final String LATE = "now() - interval '10 minutes'";

    private static final String TROUBLES = """
            select 'not-created' as trouble, l.id as link, null::uuid as request, l.integration_id, l.group_id,
              l.issue_key, l.created_at as since, null::text as words, null::bigint as instance
            from link l where l.state = 'reserved' and (l.leased_until is null or l.leased_until < now())
              and greatest(l.created_at, l.last_attempt_at, l.swept_at) < %1$s
            union all
            select 'not-in-step', l.id, null, l.integration_id, l.group_id, l.issue_key, l.dirty_since, null, null
            from link l where l.state = 'linked' and l.conflict is null and l.dirty_since < %1$s
              and not exists (select 1 from link c where c.integration_id = l.integration_id
                and c.issue_id = l.issue_id and c.state = 'linked' and c.conflict is not null)
            union all
            select 'rejected', l.id, null, l.integration_id, l.group_id, l.issue_key,
              coalesce(l.last_attempt_at, l.created_at), l.rejection ->> 'message', null
            from link l where l.state = 'rejected'
            union all
            select 'conflict', l.id, null, l.integration_id, l.group_id, l.issue_key,
              coalesce(l.dirty_since, l.issue_seen_at, l.linked_at), l.conflict ->> 'reason', null
            from link l where l.state = 'linked' and l.conflict is not null
            union all
            select 'gone', l.id, null, l.integration_id, l.group_id, l.issue_key,
              coalesce(l.issue_seen_at, l.linked_at), null, null
            from link l where l.state = 'gone'
            union all
            select case when r.state = 'waiting' then 'request' else 'request-late' end, null, r.id,
              r.integration_id, r.group_id, null, r.created_at, r.given ->> 'title', r.process_instance_key
            from issue_request r left join link l on l.integration_id = r.integration_id
              and l.group_id = r.group_id and l.scope = 'manual:' || r.id
            where l.id is null and (r.state = 'waiting' or (r.state in ('drafting', 'submitted')
              and r.created_at < %1$s))""".formatted(LATE);

    private static final String FROM = """
            from (%s) t join integration i on i.id = t.integration_id join project p on p.id = i.project_id
              join error_group m on m.id = t.group_id join error_group g on g.id = m.root_id
            where (t.trouble not in ('not-created', 'not-in-step', 'request-late')
              or (i.state = 'enabled' and i.paused_at is null))
            """.formatted(TROUBLES);

    private final JdbcClient jdbc;

    LinkBacklog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whatever is late or waits, oldest first within each kind. */
    public List<Item> troubles(int limit) {
        return this.jdbc.sql("""
                select * from (select t.*, p.name as project, i.name as integration, g.fingerprint,
                  row_number() over (partition by t.trouble order by t.since, t.link, t.request) as place %s) numbered
                where place <= ? order by trouble, place""".formatted(FROM))
            .param(limit)
            .query(LinkBacklog::item)
            .list();
    }

    /** All of them by kind, however many are listed. */
    public List<Count> counts() {
        return this.jdbc.sql("select t.trouble, count(*) as number %s group by 1 order by 1".formatted(FROM))
            .query((row, n) -> new Count(Trouble.of(row.getString("trouble")), row.getLong("number")))
            .list();
    }

    /** Links of which a side changed and that nobody brought in step yet, late or not. */
    public Dirty dirty() {
        return this.jdbc
            .sql("select count(*) as number, min(dirty_since) as oldest from link "
                    + "where state = 'linked' and dirty_since is not null")
            .query((row, n) -> new Dirty(row.getLong("number"),
                    Optional.ofNullable(row.getTimestamp("oldest")).map(Timestamp::toInstant).orElse(null)))
            .single();
    }

    private static Item item(ResultSet row, int n) throws SQLException {
        var since = row.getTimestamp("since");
        return new Item(Trouble.of(row.getString("trouble")), (Long) row.getObject("link"), row.getString("request"),
                row.getString("project"), row.getString("fingerprint"), row.getString("integration"),
                row.getString("issue_key"), (since != null) ? since.toInstant() : null, row.getString("words"),
                (Long) row.getObject("instance"));
    }

    public enum Trouble {

        /** Reserved, and no worker has tried for a while: its process may be gone. */
        NOT_CREATED,

        /** Marked, and still not in step. */
        NOT_IN_STEP,

        /** The tracker refused the issue; a person corrects it or gives up. */
        REJECTED,

        /** Both sides changed; a person decides. */
        CONFLICT,

        /** The issue is no longer in its tracker; a person decides. */
        GONE,

        /** Waits for a person to complete the details. */
        REQUEST,

        /** Nobody works on it, though no person is asked anything. */
        REQUEST_LATE;

        /** As the API calls it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether a person has to decide, on the group's page or in Tasklist. */
        public boolean waitsForPerson() {
            return this == REJECTED || this == CONFLICT || this == GONE || this == REQUEST;
        }

        /** Whether trying again may help. */
        public boolean retryable() {
            return this == NOT_CREATED || this == NOT_IN_STEP || this == REJECTED || this == REQUEST_LATE;
        }

        static Trouble of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

    }

    /**
     * @param link null for a request
     * @param request null for a link
     * @param issue its key; null where there is none
     * @param words the tracker's, or a request's title; null for none
     * @param processInstanceKey null where it is not known
     */
    public record Item(Trouble trouble, Long link, String request, String project, String fingerprint,
            String integration, String issue, Instant since, String words, Long processInstanceKey) {
    }

    public record Count(Trouble trouble, long number) {
    }

    /**
     * @param oldestAt null when there is none
     */
    public record Dirty(long number, Instant oldestAt) {
    }

}
