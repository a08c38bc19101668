package io.tracebridge.web.page.triage;

import java.util.List;

import io.tracebridge.project.Projects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shop's errors as they come, straight into the tables. */
final class ShopGroups {

    static final String CART = "a1b2c3d".concat("0".repeat(57));

    static final String GATEWAY = "b2c3d4e".concat("0".repeat(57));

    static final String IMAGES = "c3d4e5f".concat("0".repeat(57));

    static final String BOT = "d4e5f60".concat("0".repeat(57));

    private final JdbcClient jdbc;

    private final long project;

    private ShopGroups(JdbcClient jdbc, long project) {
        this.jdbc = jdbc;
        this.project = project;
    }

    static ShopGroups fill(JdbcClient jdbc, Projects projects) {
        jdbc.sql("delete from project").update();
        var shop = new ShopGroups(jdbc, projects.save("shop", "Web shop", null).id());
        shop.group(CART, "open", null, "{checkout}", "{NullPointerException}", "{com.acme.shop.cart.Cart.total}", 1284,
                1);
        shop.group(GATEWAY, "in-progress", "jane", "{checkout,payment}", "{GatewayTimeoutException}",
                "{com.acme.shop.payment.GatewayClient.authorize}", 312, 2);
        shop.group(IMAGES, "resolved", "tom", "{}", "{IOException}", "{com.acme.shop.media.ImageStore.read}", 45, 30);
        shop.group(BOT, "muted", null, "{noise}", "{}", "{}", 7, 60);
        jdbc.sql("update error_group set reopen_count = 2 where fingerprint = ?").param(GATEWAY).update();
        jdbc.sql("""
                insert into integration (project_id, name, tracker) values (?, 'Shop board', 'jira-cloud')""")
            .param(shop.project)
            .update();
        jdbc.sql("""
                insert into integration (project_id, name, tracker, paused_reason, paused_at)
                values (?, 'Old tracker', 'github', 'The token is refused.', now())""").param(shop.project).update();
        shop.link(GATEWAY, "SHOP-12", "https://acme.example/browse/SHOP-12");
        shop.link(IMAGES, "SHOP-7", "javascript:alert(1)");
        jdbc.sql("""
                insert into group_values (group_id, counts, keys)
                values (?, '{"version": {"1.4.2": 4}}', value_keys('{"version": {"1.4.2": 4}}'))""")
            .param(shop.id(GATEWAY))
            .update();
        return shop;
    }

    void group(String fingerprint, String state, String assignee, String tags, String classifiers, String frames,
            long reports, int hoursAgo) {
        this.jdbc
            .sql("""
                    insert into error_group (project_id, fingerprint, state, assignee, tags, classifiers, frames, report_count,
                      first_seen, last_seen)
                    values (?, ?, ?, ?, ?::text[], ?::text[], ?::text[], ?, now() - interval '20 days',
                      now() - make_interval(hours => ?))""")
            .params(this.project, fingerprint, state, assignee, tags, classifiers, frames, reports, hoursAgo)
            .update();
        this.jdbc.sql("""
                insert into group_occurrence (group_id, hour, reports)
                select ?, date_trunc('hour', now()) - make_interval(days => n), 1 + ? * (14 - n) * (n % 3 + 1) / 300
                from generate_series(0, 13, 1) n where n % 5 <> 2""").params(id(fingerprint), reports).update();
    }

    void many(int number) {
        this.jdbc
            .sql("""
                    insert into error_group (project_id, fingerprint, classifiers, frames, report_count, first_seen, last_seen)
                    select ?, lpad(to_hex(n), 64, '0'), array['Error' || n], array['com.acme.Main.run'], n,
                      now() - interval '30 days', now() - make_interval(days => 1, mins => n)
                    from generate_series(1, ?) n""")
            .params(this.project, number)
            .update();
    }

    /** Eight more, open and seen yesterday, as pictures want them. */
    void eightMore() {
        var errors = List.of("StockMismatchException com.acme.shop.stock.Ledger.book 934",
                "SSLHandshakeException com.acme.shop.payment.GatewayClient.connect 210",
                "IllegalStateException com.acme.shop.checkout.Session.resume 118",
                "SocketTimeoutException com.acme.shop.search.Index.query 97",
                "OutOfMemoryError com.acme.shop.media.Thumbnail.scale 41",
                "DateTimeParseException com.acme.shop.voucher.Voucher.parse 23",
                "ConcurrentModificationException com.acme.shop.cart.Cart.merge 9",
                "StackOverflowError com.acme.shop.catalog.Category.path 4");
        for (var n = 0; n < errors.size(); n++) {
            var error = errors.get(n).split(" ");
            var fingerprint = "%08x".formatted(error[0].hashCode()).repeat(8);
            group(fingerprint, "open", null, "{}", "{" + error[0] + "}", "{" + error[1] + "}",
                    Integer.parseInt(error[2]), 24 + n);
        }
    }

    String state(String fingerprint) {
        return this.jdbc.sql("select state from error_group where id = ?")
            .param(id(fingerprint))
            .query(String.class)
            .single();
    }

    /** JSON; null for none. */
    String until(String fingerprint) {
        return this.jdbc.sql("select until::text from error_group where id = ?")
            .param(id(fingerprint))
            .query((row, n) -> java.util.Optional.ofNullable(row.getString(1)))
            .single()
            .orElse(null);
    }

    /** Such as {@code jane checkout,payment}. */
    String assigneeAndTags(String fingerprint) {
        return this.jdbc
            .sql("select coalesce(assignee, '-') || ' ' || array_to_string(tags, ',') from error_group where id = ?")
            .param(id(fingerprint))
            .query(String.class)
            .single();
    }

    long id(String fingerprint) {
        return this.jdbc.sql("select id from error_group where project_id = ? and fingerprint = ?")
            .params(this.project, fingerprint)
            .query(Long.class)
            .single();
    }

    private void link(String fingerprint, String key, String url) {
        this.jdbc
            .sql("""
                    insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key, issue_url, issue_title,
                      issue_status)
                    select id, ?, 'group', ?, 'linked', ?, ?, ?, 'An issue', 'In Review' from integration
                    where tracker = 'jira-cloud'""")
            .params(id(fingerprint), key, key, key, url)
            .update();
    }

}
