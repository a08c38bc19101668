package io.tracebridge.web.page.settings;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tracebridge.integration.Automation;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.notify.TargetAdmin;
import io.tracebridge.notify.TargetSpec;
import io.tracebridge.web.page.PageSlice;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** A project whose integration and target have secrets. */
abstract class SettingsSlice extends PageSlice {

    static final String SETTINGS = "/projects/shop/settings";

    static final String JIRA = SETTINGS + "/integrations/Jira";

    @Autowired
    IntegrationAdmin integrations;

    String token;

    @Autowired
    TargetAdmin targets;

    @BeforeEach
    void aProjectWithSecrets() {
        var shop = this.projects.save("shop", "Web shop", Set.of("password"));
        this.token = shop.submissionToken();
        this.integrations.save(shop,
                new IntegrationSpec("Jira", "github", null, Map.of("repository", "acme/shop"),
                        Map.of("token", "github_pat_hush"), null,
                        new SyncSettings(true, true, null, null, null, Map.of("tina", "octo-tina")),
                        new Automation(true, null, 0, 0, List.of())));
        this.targets.save(shop, new TargetSpec("@oncall", "slack-webhook", null, Map.of(),
                Map.of("url", "https://hooks.slack.com/services/T0/B0/hush")));
    }

    MvcTestResult get(String path, String... roles) {
        return this.mvc.get().uri(URI.create(path)).with(user("tess").roles(roles)).exchange();
    }

    MvcTestResult post(String path, String role, String... parameters) {
        var roles = role.equals("ADMIN") ? new String[] { "ADMIN", "TRIAGER" } : new String[] { role };
        return send(this.mvc.post().uri(URI.create(path)).with(user("tess").roles(roles)).with(csrf()), parameters);
    }

}
