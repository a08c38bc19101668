package io.tracebridge.web.page.triage;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Groups as a large project has them: fifteen frames, eight attributes of which one has
 * many values, two weeks of reports, an issue for each tenth. Each is like the last
 * run's.
 */
final class ManyGroups {

    private final JdbcClient jdbc;

    private final long project;

    ManyGroups(JdbcClient jdbc, long project) {
        this.jdbc = jdbc;
        this.project = project;
    }

    void fill(int groups) {
        this.jdbc
            .sql("""
                    insert into error_group (project_id, fingerprint, state, assignee, tags, classifiers, frames, report_count,
                      first_seen, last_seen)
                    select :project, encode(sha256(n::text::bytea), 'hex'),
                      (array['open', 'open', 'in-progress', 'resolved', 'muted'])[n % 5 + 1],
                      case when n % 5 = 2 then 'person' || n % 20 end,
                      case when n % 7 = 0 then array['team' || n % 12] else '{}' end,
                      array['com.acme.shop.part' || n % 400 || '.' || initcap(translate(n::text, '0123456789', 'abcdefghij')) || 'Exception'],
                      array(select 'com.acme.shop.part' || (n * f) % 997 || '.OrderService' || translate((n % 5000)::text, '0123456789', 'abcdefghij')
                        || '.calculateTotal' || translate(f::text, '0123456789', 'abcdefghij') from generate_series(1, 15) f),
                      1 + hashtext(n::text)::bigint & 4095, now() - interval '60 days' - make_interval(mins => n),
                      now() - make_interval(secs => n * 20)
                    from generate_series(1, :groups) n""")
            .param("project", this.project)
            .param("groups", groups)
            .update();
        this.jdbc.sql("""
                insert into group_values (group_id, counts)
                select id, jsonb_build_object('version', jsonb_build_object('1.4.' || id % 30, 7, '1.5.' || id % 7, 2),
                  'environment', '{"production": 9}'::jsonb, 'application', '{"shop": 9}'::jsonb,
                  'uname.sysname', '{"Linux": 9}'::jsonb, 'cpu.count', '{"8": 9}'::jsonb,
                  'classifier', jsonb_build_object(classifiers[1], 9),
                  'hostname', (select jsonb_object_agg('node-' || (id + h) % 200, 3) from generate_series(1, 8) h),
                  'guid', (select jsonb_object_agg(md5(id || '-' || h), 1)
                    from generate_series(1, case when id % 50 = 0 then 64 else 5 end) h))
                from error_group where project_id = ?""").param(this.project).update();
        this.jdbc.sql("update group_values set keys = value_keys(counts)").update();
        this.jdbc.sql("""
                insert into group_occurrence (group_id, hour, reports)
                select id, date_trunc('hour', now()) - make_interval(hours => h * 11), 1 + (id + h) % 9
                from error_group, generate_series(0, 29) h where project_id = ? and (id + h) % 3 = 0""")
            .param(this.project)
            .update();
        this.jdbc.sql("""
                insert into integration (project_id, name, tracker)
                select :project, name, 'sandbox' from unnest(array['Shop board', 'Payments']) name""")
            .param("project", this.project)
            .update();
        this.jdbc
            .sql("""
                    insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key, issue_url, issue_title,
                      issue_status)
                    select i.id, g.id, 'group', 'bench-' || g.id, 'linked', g.id, 'SHOP-' || g.id, 'https://acme.example/browse/SHOP-' || g.id,
                      'An issue', 'To Do'
                    from error_group g join integration i on i.project_id = g.project_id
                    where g.project_id = ? and g.id % 10 = 0 and i.name = 'Shop board'""")
            .param(this.project)
            .update();
        this.jdbc.sql("analyze").update();
    }

}
