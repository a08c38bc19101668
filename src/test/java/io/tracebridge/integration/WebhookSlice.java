package io.tracebridge.integration;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.WiredTrackers;
import io.tracebridge.tracker.TrackerClient;
import org.junit.jupiter.api.BeforeEach;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A GitHub integration whose webhook we set up three hours ago; nothing came since. */
@SpringBootTest(classes = { Middle.class, Middle.RealTrackers.class, WiredTrackers.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { Middle.ENGINE, Middle.KEY })
abstract class WebhookSlice {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TrackerClient tracker;

    long integration;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @BeforeEach
    void aWebhook() {
        Mockito.reset(this.tracker);
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("insert into project (name, submission_token) values ('shop', 'token')").update();
        this.integration = this.jdbc.sql("""
                insert into integration (project_id, name, tracker, hook_secret, hook_id, hook_set_at)
                select id, 'GitHub', 'github', '\\x01', '9', now() - interval '3 hours' from project returning id""")
            .query(Long.class)
            .single();
    }

    void set(String assignments) {
        this.jdbc.sql("update integration set " + assignments).update();
    }

}
