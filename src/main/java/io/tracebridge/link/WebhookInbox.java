package io.tracebridge.link;

import java.util.List;
import java.util.function.Function;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Webhooks.Delivery.Changed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what trackers tell, once, as a hint: it marks the links of the issues that a
 * delivery is about, and whoever follows the mark reads the issue. So a delivery of what
 * we did ourselves needs no telling apart: there is nothing left to do by then. Calls no
 * tracker.
 */
@Component
public class WebhookInbox {

    private final JdbcClient jdbc;

    private final DirtyLinks marks;

    WebhookInbox(JdbcClient jdbc, DirtyLinks marks) {
        this.jdbc = jdbc;
        this.marks = marks;
    }

    /**
     * @param delivery known to be the tracker's
     * @return false if it was here before, or the integration is deleted: then it does
     * nothing
     */
    @Transactional
    public boolean take(long integrationId, Changed delivery) {
        var links = links(integrationId, delivery.issues());
        var added = this.jdbc.sql("""
                insert into webhook_delivery (integration_id, delivery_id, links)
                select id, ?, ? from integration where id = ? for key share on conflict do nothing""")
            .params(delivery.id(), links.size(), integrationId)
            .update();
        if (added == 0) {
            return false;
        }
        this.marks.mark(links);
        this.jdbc.sql("update integration set last_webhook_at = now(), webhook_gap_since = null where id = ?")
            .param(integrationId)
            .update();
        return true;
    }

    /** Something came that could not be read: polling shall look for what it said. */
    public void missed(long integrationId) {
        this.jdbc.sql("update integration set poll_due_at = least(poll_due_at, now()) where id = ?")
            .param(integrationId)
            .update();
    }

    /** By what the issues are called in either way, as either may be all that is told. */
    private List<Long> links(long integrationId, List<IssueRef> issues) {
        return this.jdbc.sql("""
                select id from link where integration_id = ? and state = 'linked'
                  and (issue_id = any(?) or issue_key = any(?)) order by id""")
            .params(integrationId, texts(issues, IssueRef::id), texts(issues, IssueRef::key))
            .query(Long.class)
            .list();
    }

    private static String[] texts(List<IssueRef> issues, Function<IssueRef, String> part) {
        return issues.stream().map(part).filter((text) -> !text.isEmpty()).toArray(String[]::new);
    }

}
