package io.tracebridge.link;

import java.util.Arrays;
import java.util.List;

import io.tracebridge.integration.PollLeases;
import io.tracebridge.integration.Redelivery;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.integration.WebhookGap;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.IssueRef;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** A linked group whose tracker can be asked for changes. */
abstract class PollTest extends SyncTest {

    static final Changes.Cursor LATER = new Changes.Cursor("2026-02-02T00:00:00Z");

    @Autowired
    Polling polling;

    @Autowired
    PollLeases leases;

    @MockitoBean
    WebhookGap gap;

    @MockitoBean
    Redelivery redelivery;

    @BeforeEach
    void linkedSinceNewYear() {
        this.jdbc.sql("update link set linked_at = '2026-01-01T00:00:00Z'").update();
    }

    static SyncSettings polledEvery(Integer seconds) {
        return new SyncSettings(true, true, "tracker", "ask", null, PEOPLE, null, null, null, null, seconds);
    }

    Polling.Result poll() {
        return this.polling.poll(this.integration.id());
    }

    static Changes page(Changes.Cursor next, boolean more, IssueRef... issues) {
        return new Changes(Arrays.asList(issues), next, more);
    }

    /** The columns of the integration that begin with {@code poll}. */
    String integration(String expression) {
        return column("select (" + expression + ")::text from integration where id = ?", this.integration.id());
    }

    void setIntegration(String assignments) {
        this.jdbc.sql("update integration set " + assignments + " where id = ?").param(this.integration.id()).update();
    }

    /** Seconds from now until it is due, to the nearest ten. */
    long dueIn() {
        return Long.parseLong(integration("(round(extract(epoch from poll_due_at - now()) / 10) * 10)::bigint"));
    }

    List<String> messages() {
        return this.jdbc.sql("select payload ->> 'name' from outbox").query(String.class).list();
    }

}
