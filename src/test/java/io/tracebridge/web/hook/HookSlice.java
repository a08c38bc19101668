package io.tracebridge.web.hook;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.Middle;
import io.tracebridge.MutableClock;
import io.tracebridge.TestDatabase;
import io.tracebridge.WiredTrackers;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.WebhookSettings;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.WebhookRegistration;
import io.tracebridge.tracker.WebhookSetup;
import org.junit.jupiter.api.BeforeEach;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

/** The address that trackers post to, with all that is below it; no tracker answers. */
@SpringBootTest(classes = HookSlice.HookApp.class,
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.url=https://bridge.example" })
@AutoConfigureMockMvc
abstract class HookSlice {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Integrations integrations;

    @Autowired
    WebhookSettings settings;

    @Autowired
    TrackerClient tracker;

    @Autowired
    MutableClock clock;

    long group;

    /** The webhook's address, without the host. */
    String path;

    /** What the tracker signs with. */
    String secret;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @BeforeEach
    void aGroup() {
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from outbox").update();
        var project = this.jdbc
            .sql("insert into project (name, submission_token) values ('shop', 'token') returning id")
            .query(Long.class)
            .single();
        this.group = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen)
                values (?, ?, now(), now()) returning id""").params(project, "a".repeat(64)).query(Long.class).single();
    }

    long integration(String name, String tracker) {
        return this.jdbc.sql("""
                insert into integration (project_id, name, tracker) select id, ?, ? from project returning id""")
            .params(name, tracker)
            .query(Long.class)
            .single();
    }

    long link(long integration, String issueId, String issueKey) {
        return this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key, linked_at)
                values (?, ?, gen_random_uuid()::text, gen_random_uuid()::text, 'linked', ?, ?, now()) returning id""")
            .params(integration, this.group, issueId, issueKey)
            .query(Long.class)
            .single();
    }

    /** Whatever way the tracker has; from then on it may not be called. */
    void setUp(long id) {
        var integration = this.integrations.find(id).orElseThrow();
        var told = new WebhookSetup[1];
        doAnswer((call) -> {
            told[0] = call.getArgument(0);
            return new WebhookRegistration("9");
        }).when(this.tracker).setUpWebhook(any());
        var entered = integration.tracker().equals("phabricator") ? Optional.of("hmac-key") : Optional.<String>empty();
        var made = this.settings.setUp(integration, entered, "user:tess");
        Mockito.reset(this.tracker);
        this.path = URI.create(made.url()).getPath();
        this.secret = entered.or(made::secret).orElseGet(() -> (told[0] != null) ? told[0].secret() : "");
    }

    MvcTestResult post(String path, byte[] body, Map<String, String> headers) {
        var request = this.mvc.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body);
        headers.forEach(request::header);
        return request.exchange();
    }

    boolean dirty(long link) {
        return this.jdbc.sql("select dirty_since is not null from link where id = ?")
            .param(link)
            .query(Boolean.class)
            .single();
    }

    int messages() {
        return this.jdbc.sql("select count(*) from outbox where payload ->> 'name' = 'link-changed'")
            .query(Integer.class)
            .single();
    }

    int deliveries() {
        return this.jdbc.sql("select count(*) from webhook_delivery").query(Integer.class).single();
    }

    @Import({ Middle.class, Middle.RealTrackers.class, WiredTrackers.class })
    @ComponentScan(basePackageClasses = HookController.class)
    static class HookApp {

    }

}
