package io.tracebridge.web.page.operations;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A project shop in which nearly everything that can be stuck is. */
public final class Trouble {

    private final JdbcClient jdbc;

    public Trouble(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void none() {
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from outbox").update();
    }

    /** Needs the project shop. */
    public void all() {
        this.jdbc.sql("""
                insert into integration (project_id, name, tracker, state, paused_at, paused_reason, last_success_at,
                  last_failure_at, last_failure, poll_error, poll_failures, waits_until)
                select p.id, v.name, v.tracker, v.state, now() - cast(v.paused as interval), v.reason,
                  now() - interval '3 hours', now() - cast(v.failed as interval), v.failure, v.poll, 4,
                  now() + cast(v.wait as interval)
                from project p, (values
                  ('GitHub', 'github', 'enabled', '2 hours', '401: bad token', '2 hours', '401: bad token', null, null),
                  ('Jira', 'jira-cloud', 'enabled', null, null, '4 minutes',
                   'Jira did not answer within 30 s. Check that the tracker runs and can be reached from here.',
                   'Jira did not answer within 30 s', null),
                  ('GitLab', 'gitlab', 'enabled', null, null, null, null, null, '7 minutes'),
                  ('Old FogBugz', 'fogbugz', 'stopped', null, null, null, null, null, null))
                  v (name, tracker, state, paused, reason, failed, failure, poll, wait)
                where p.name = 'shop'""").update();
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, classifiers, report_count, first_seen, last_seen)
                select p.id, md5(n::text) || md5(n::text), '{NullPointerException}', 40 * n, now(), now()
                from project p, generate_series(1, 6) n where p.name = 'shop'""").update();
        this.jdbc
            .sql("""
                    insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key, created_at,
                      dirty_since, rejection, conflict)
                    select i.id, g.id, 'group', 'tracebridge' || left(md5(g.id::text), 20), v.state, v.key, v.key,
                      now() - cast(v.age as interval), now() - cast(v.dirty as interval), cast(v.rejection as jsonb),
                      cast(v.conflict as jsonb)
                    from (values
                      (1, 'reserved', null, '3 hours', null, null, null),
                      (2, 'linked', 'SHOP-12', '2 days', '25 minutes', null, null),
                      (3, 'rejected', null, '40 minutes', null, '{"message": "Component is required. <script>alert(1)</script>"}', null),
                      (4, 'linked', 'SHOP-77', '9 days', null, null,
                       '{"reason": "The group was resolved, and SHOP-77 was assigned to ann and reopened."}'),
                      (5, 'gone', 'SHOP-3', '90 days', null, null, null))
                      v (n, state, key, age, dirty, rejection, conflict)
                      join error_group g on g.fingerprint = md5(v.n::text) || md5(v.n::text)
                      join integration i on i.project_id = g.project_id and i.name = 'Box'""")
            .update();
        this.jdbc
            .sql("""
                    insert into outbox (kind, payload, attempts, last_error, created_at, available_at)
                    values ('error-report', '{}', 12, 'UNAVAILABLE: io exception', now() - interval '11 minutes', now() + interval '40 seconds'),
                      ('message', '{"name": "link-changed"}', 9, 'UNAVAILABLE: io exception', now() - interval '6 minutes', now() + interval '30 seconds'),
                      ('error-report', '{}', 0, null, now() - interval '2 seconds', now() + interval '9 seconds')""")
            .update();
        this.jdbc
            .sql("""
                    insert into mention_target (project_id, name, kind, state, off_at, off_reason)
                    select id, '@oncall', 'slack', 'disabled', now() - interval '1 day',
                      'Slack said channel_not_found: the channel was deleted, or the app was removed from it.' from project""")
            .update();
        this.jdbc.sql("""
                insert into reconcile_run (integration_id, repair, requested_by, total, done)
                select id, true, 'process', 9, 3 from integration where name = 'Box'""").update();
        this.jdbc.sql("""
                insert into issue_request (id, integration_id, group_id, requested_by, state, given, expires_at)
                select gen_random_uuid(), i.id, g.id, 'user:tina', 'waiting', '{"title": "Cart total is missing"}',
                  now() + interval '5 days'
                from error_group g join integration i on i.project_id = g.project_id and i.name = 'Box'
                where g.fingerprint = md5('6') || md5('6')""").update();
    }

    public long link(String state) {
        return this.jdbc.sql("select min(id) from link where state = ?").param(state).query(Long.class).single();
    }

}
