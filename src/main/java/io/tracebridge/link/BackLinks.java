package io.tracebridge.link;

import java.util.HashSet;
import java.util.List;
import java.util.Map;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Trackers;
import io.tracebridge.issue.Document;
import io.tracebridge.issue.GroupSummary;
import io.tracebridge.issue.PlainText;
import io.tracebridge.tracker.BackLink;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.triage.Activities;
import io.tracebridge.triage.Groups;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells an issue that existed before which group it was linked to: by a link of the
 * tracker's own kind, else by a comment. A nicety: what the tracker refuses is noted and
 * left, and a comment that may have arrived is not sent again.
 */
@Component
class BackLinks {

    private static final int LONGEST_TITLE = 200;

    private final JdbcClient jdbc;

    private final Trackers trackers;

    private final Groups groups;

    private final Activities activities;

    BackLinks(JdbcClient jdbc, Trackers trackers, Groups groups, Activities activities) {
        this.jdbc = jdbc;
        this.trackers = trackers;
        this.groups = groups;
        this.activities = activities;
    }

    /** Nothing is owed where an integration does not push. */
    boolean owed(Ties ties) {
        return !list(ties.ids()).isEmpty();
    }

    /**
     * @throws TrackerException for all that certainly left no trace, and that a later try
     * may mend
     */
    void write(Integration integration, TrackerClient client, Ties ties, IssueRef issue) {
        var told = new HashSet<Long>();
        for (var owed : list(ties.ids())) {
            if (told.add(owed.root())) {
                tell(integration, client, issue, owed);
            }
            else {
                settle(owed, true);
            }
        }
    }

    private void tell(Integration integration, TrackerClient client, IssueRef issue, Owed owed) {
        var can = this.trackers.get(integration.tracker()).capabilities();
        var group = this.groups.summary(owed.root());
        try {
            if (can.contains(Capability.LINK_BACK)) {
                client.linkBack(issue, new BackLink(group.url(), group.url(), title(group), owed.resolved()));
                settle(owed, true);
                note(integration, issue, owed, "issue-linked-back", Map.of("by", "link"));
            }
            else if (can.contains(Capability.COMMENT)) {
                comment(client, issue, group, owed);
                note(integration, issue, owed, "issue-linked-back", Map.of("by", "comment"));
            }
            else {
                settle(owed, true);
            }
        }
        catch (TrackerException.Rejected ex) {
            settle(owed, true);
            note(integration, issue, owed, "link-back-refused", Map.of("message", FoundLinks.shown(ex.getMessage())));
        }
    }

    /** Noted before it is sent: a lost answer must not make a second comment. */
    private void comment(TrackerClient client, IssueRef issue, GroupSummary group, Owed owed) {
        settle(owed, true);
        try {
            client.comment(issue,
                    new Document(List.of(new Document.Paragraph(new Document.Text("Linked to error group "),
                            new Document.Link(title(group), group.url())))));
        }
        catch (TrackerException.RateLimited | TrackerException.CredentialRefused ex) {
            settle(owed, false);
            throw ex;
        }
        catch (TrackerException.Unavailable ex) {
            settle(owed, !ex.nothingDone());
            throw ex;
        }
    }

    private void note(Integration integration, IssueRef issue, Owed owed, String kind, Map<String, String> what) {
        this.activities.record(owed.root(), "process", kind, Map.of(), what,
                Map.of("link", owed.link(), "integration", integration.id(), "issue", issue.key()));
    }

    private List<Owed> list(List<Long> links) {
        return this.jdbc.sql("""
                select l.id, r.id as root, r.state from link l join integration i on i.id = l.integration_id
                join error_group g on g.id = l.group_id join error_group r on r.id = g.root_id
                where l.id = any(?) and l.state = 'linked' and l.origin = 'found' and l.linked_back_at is null
                  and (i.sync ->> 'push')::boolean order by l.id""")
            .param(links.toArray(Long[]::new))
            .query((row, n) -> new Owed(row.getLong("id"), row.getLong("root"),
                    "resolved".equals(row.getString("state"))))
            .list();
    }

    private void settle(Owed owed, boolean settled) {
        this.jdbc.sql("update link set linked_back_at = case when ? then now() end where id = ?")
            .params(settled, owed.link())
            .update();
    }

    private static String title(GroupSummary group) {
        var classifiers = group.classifiers().isEmpty() ? group.fingerprint().substring(0, 6)
                : String.join(", ", group.classifiers());
        return PlainText.cut(PlainText.oneLine(group.project() + ": " + classifiers), LONGEST_TITLE);
    }

    private record Owed(long link, long root, boolean resolved) {
    }

}
