package io.tracebridge.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.tracebridge.integration.Automation;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.notify.TargetAdmin;
import io.tracebridge.notify.TargetSpec;
import io.tracebridge.rules.Rule;
import io.tracebridge.security.Accounts;
import io.tracebridge.web.page.group.Seed;
import io.tracebridge.web.page.issues.Scene;
import io.tracebridge.web.page.operations.Trouble;

/** A project in which every page has something to show. */
class BusyShop {

    static final String GROUP = "/projects/shop/groups/" + Scene.FINGERPRINT;

    private final Scene scene;

    private final Accounts accounts;

    private final IntegrationAdmin integrations;

    private final TargetAdmin targets;

    private long report;

    private String request;

    BusyShop(Scene scene, Accounts accounts, IntegrationAdmin integrations, TargetAdmin targets) {
        this.scene = scene;
        this.accounts = accounts;
        this.integrations = integrations;
        this.targets = targets;
    }

    void open() {
        var shop = this.scene.set();
        this.accounts.create("tina", "triager", "tina-password");
        var rules = List.of(new Rule("component", "cart", Rule.Action.SUBMIT, null),
                new Rule("*", "bot", Rule.Action.FILTER, null));
        this.integrations.save(shop, new IntegrationSpec("Box", "sandbox", null, null, null, null, null,
                new Automation(true, null, 0, 0, rules)));
        this.targets.save(shop, new TargetSpec("@oncall", "slack-webhook", null, Map.of("mention", "here"),
                Map.of("url", "https://hooks.slack.com/services/T0/B0/abc")));
        issues();
        errors(new Seed(this.scene.jdbc(), shop.id()));
    }

    private void issues() {
        this.scene.dispute(this.scene.link("linked", "SHOP-1"));
        this.scene.link("gone", "SHOP-3");
        this.scene.rejected();
        this.request = this.scene.waiting().toString();
        this.scene.jdbc().sql("""
                insert into sandbox_issue (project_key, number, title, description, state, assignee)
                values ('shop', 1, 'Cart is empty', 'It was not.', 'open', 'joe')""").update();
    }

    private void errors(Seed seed) {
        var group = this.scene.jdbc()
            .sql("""
                    update error_group set state = 'in-progress', assignee = 'jane', tags = '{checkout}', reopen_count = 1,
                      reopened_at = now() - interval '1 day' where fingerprint = ? returning id""")
            .param(Scene.FINGERPRINT)
            .query(Long.class)
            .single();
        this.scene.values("component", "cart");
        var body = Map.of("mainThread", "main", "threads",
                Map.of("main", Map.of("fault", true, "stack", List.of(Map.of("funcName", "Cart.total", "line", 41)))));
        for (int n = 0; n < 25; n++) {
            this.report = seed.report(group, Instant.now().minus(Duration.ofHours(n)), "NullPointerException",
                    Map.of("component", "cart", "version", "1.4.2", "user agent", "Mozilla/5.0"), body);
            seed.occurred(group, Instant.now().minus(Duration.ofHours(7 * n)), 3 + n % 5);
        }
        seed.attachment(this.report, "application.log", "total is missing");
        seed.activity(group, "user:jane", "state-changed", "{\"state\": \"open\"}", "{\"state\": \"in-progress\"}",
                "{}");
        seed.decision(this.report, group, "Box", "filter", 2, """
                [{"rule": 1, "action": "submit", "attribute": "component", "regex": "shop", "matched": false,
                  "seenAttribute": "component", "seenValue": "cart"},
                 {"rule": 2, "action": "filter", "attribute": "*", "regex": "Mozilla", "matched": true,
                  "seenAttribute": "user agent", "seenValue": "Mozilla/5.0"}]""");
    }

    /** Whatever can be stuck is, too. */
    void getStuck() {
        this.scene.jdbc().sql("delete from mention_target").update();
        new Trouble(this.scene.jdbc()).all();
    }

    String reportPage() {
        return GROUP + "/reports/" + this.report;
    }

    String requestPage() {
        return GROUP + "/issues/" + this.request + "/complete";
    }

}
