package io.tracebridge.web.page.issues;

import java.util.Map;
import java.util.UUID;

import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.issue.Payload;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.security.Users;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A web shop whose checkout fails, and what may have become of its issues. */
public class Scene {

    public static final String FINGERPRINT = "3f9a1c7" + "d".repeat(57);

    public static final String OTHER = "77ab12e" + "c".repeat(57);

    private final JdbcClient jdbc;

    private final Projects projects;

    private final IntegrationAdmin admin;

    private final Users users;

    public Scene(JdbcClient jdbc, Projects projects, IntegrationAdmin admin, Users users) {
        this.jdbc = jdbc;
        this.projects = projects;
        this.admin = admin;
        this.users = users;
    }

    public JdbcClient jdbc() {
        return this.jdbc;
    }

    /** One project, one integration "Board" with the built-in tracker, two groups. */
    public Project set() {
        this.jdbc.sql("delete from outbox").update();
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from sandbox_issue").update();
        this.users.saveAdmin("admin", "admin-password");
        var project = this.projects.save("shop", "Web shop", null);
        this.jdbc.sql("insert into attribute (project_id, name, type) values (?, 'component', 'string')")
            .param(project.id())
            .update();
        this.admin.save(project, new IntegrationSpec("Board", "sandbox", null, null, null,
                new Payload("{{project}}: {{classifiers}}", null, Map.of("component", "$component"), null, null), null,
                null));
        for (var fingerprint : new String[] { FINGERPRINT, OTHER }) {
            this.jdbc
                .sql("""
                        insert into error_group (project_id, fingerprint, classifiers, frames, report_count, first_seen, last_seen)
                        values (?, ?, '{NullPointerException}',
                          '{Cart.total(Cart.java:41),Checkout.pay(Checkout.java:118),Main.main(Main.java:9)}', 1284,
                          now() - interval '9 days', now() - interval '4 minutes')""")
                .params(project.id(), fingerprint)
                .update();
        }
        return project;
    }

    /** An integration whose tracker does not answer. */
    void away() {
        this.admin.save(this.projects.find("shop").orElseThrow(),
                new IntegrationSpec("Away", "github", null,
                        Map.of("baseUrl", "http://127.0.0.1:1", "owner", "acme", "repository", "shop"),
                        Map.of("token", "s3cret-token"), null, null, null));
    }

    /** A link of the group through Board. */
    public long link(String state, String key) {
        return this.jdbc
            .sql("""
                    insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key, issue_url, issue_title,
                      issue_status, issue_assignee, issue_seen_at, linked_at)
                    select i.id, g.id, 'found:' || :key, 'm' || :key, :state, :key, :key, 'https://tracker.example/' || :key,
                      'Checkout fails: NullPointerException in Cart.total', 'In review', 'Ann Lee', now() - interval '3 minutes',
                      now() - interval '2 days'
                    from integration i, error_group g where g.fingerprint = :group and i.name = 'Board' returning id""")
            .param("key", key)
            .param("state", state)
            .param("group", FINGERPRINT)
            .query(Long.class)
            .single();
    }

    /** One whose issue the tracker refused. */
    public long rejected() {
        return this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker, state, rejection)
                select i.id, g.id, 'group', 'mr', 'rejected', ?::jsonb
                from integration i, error_group g where g.fingerprint = ? and i.name = 'Board' returning id""")
            .params("""
                    {"linkId": 0, "message": "The field component has no value <cart>.", "reason": "INVALID_FIELD",
                     "title": "Checkout fails", "fields": [
                      {"name": "component", "value": "cart", "message": "Choose one of web, backend."},
                      {"name": "severity", "value": "high", "message": ""}]}""", FINGERPRINT)
            .query(Long.class)
            .single();
    }

    public void dispute(long link) {
        this.jdbc.sql("update link set conflict = ?::jsonb where id = ?")
            .params("""
                    {"linkId": %d, "project": "shop", "integration": "Board", "tracker": "Sandbox", "groupUrl": "g",
                     "issue": "SHOP-1", "issueUrl": "i", "reason": "both changed", "conflicts": [
                       {"field": "state", "label": "State", "base": "in-progress", "ours": "muted", "theirs": "resolved (Done)"},
                       {"field": "assignee", "label": "Assignee", "base": "nobody", "ours": "ada", "theirs": "Bob"}]}"""
                .formatted(link), link)
            .update();
    }

    /** A request that waits, with a field of each kind. */
    public UUID waiting() {
        var id = UUID.randomUUID();
        this.jdbc.sql("""
                insert into issue_request (id, integration_id, group_id, requested_by, state, given, draft, expires_at)
                select ?, i.id, g.id, 'user:tina', 'waiting', '{"title": "", "owner": "", "fields": {}}', ?::jsonb,
                  now() + interval '6 days'
                from integration i, error_group g where g.fingerprint = ? and i.name = 'Board'""")
            .params(id,
                    """
                            {"project": "shop", "integration": "Board", "tracker": "Sandbox", "groupUrl": "", "fingerprint": "",
                             "title": "Checkout fails", "owner": "ann", "owners": [{"label": "Ann Lee", "value": "ann"}],
                             "note": "What Sandbox offers is missing here, so write it as Sandbox spells it.", "fields": [
                             {"name": "points", "label": "Points", "type": "number", "required": true, "allowed": [], "value": "",
                              "help": ""},
                             {"name": "priority", "label": "Priority", "type": "option", "required": true, "value": "High", "help": "",
                              "allowed": [{"label": "High", "value": "High"}, {"label": "Low", "value": "Low"}]},
                             {"name": "due", "label": "Due", "type": "date", "required": false, "allowed": [], "value": "soon", "help": ""},
                             {"name": "steps", "label": "Steps", "type": "textarea", "required": false, "allowed": [], "value": "",
                              "help": ""},
                             {"name": "labels", "label": "Labels", "type": "array", "required": false, "allowed": [], "value": "crash",
                              "help": "Filled by the integration."},
                             {"name": "parts", "label": "Parts", "type": "array", "required": false, "value": "web,app", "help": "",
                              "allowed": [{"label": "web", "value": "web"}, {"label": "db", "value": "db"},
                               {"label": "web,app", "value": "web,app"}]}]}""",
                    FINGERPRINT)
            .update();
        return id;
    }

    /** What the group's reports say of an attribute. */
    public void values(String attribute, String value) {
        this.jdbc.sql("""
                insert into group_values (group_id, counts)
                select id, jsonb_build_object(?::text, jsonb_build_object(?::text, 1284)) from error_group
                where fingerprint = ?""").params(attribute, value, FINGERPRINT).update();
    }

    String outbox() {
        return String.join("\n",
                this.jdbc.sql("select payload::text from outbox order by id").query(String.class).list());
    }

    String stateOf(long link) {
        return this.jdbc.sql("select state from link where id = ?").param(link).query(String.class).single();
    }

}
