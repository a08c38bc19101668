package io.tracebridge.link;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Trackers;
import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.Document.Text;
import io.tracebridge.issue.DraftWriter;
import io.tracebridge.outbox.Outbox;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.triage.Groups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * New issues for groups whose closed issue shall stay closed. The new link is reserved in
 * the transaction that puts the old one out of service, so there is at most one.
 */
@Component
class Regressions {

    /**
     * The process that makes an issue; its variables are {@link IssueCreation.Request}.
     */
    private static final String CREATE_ISSUE = "create-issue";

    private static final Logger LOG = LoggerFactory.getLogger(Regressions.class);

    private final JdbcClient jdbc;

    private final Links links;

    private final TieUpdates ties;

    private final Outbox outbox;

    private final Groups groups;

    private final Trackers trackers;

    private final Clock clock;

    Regressions(JdbcClient jdbc, Links links, TieUpdates ties, Outbox outbox, Groups groups, Trackers trackers,
            Clock clock) {
        this.jdbc = jdbc;
        this.links = links;
        this.ties = ties;
        this.outbox = outbox;
        this.groups = groups;
        this.trackers = trackers;
        this.clock = clock;
    }

    /**
     * Wants one new issue for each group that is open again; groups that share the old
     * one and are still closed keep it.
     * @param open links of the groups that are open
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(Integration integration, List<Tie> open) {
        this.ties.superseded(open.stream().map(Tie::id).toList());
        var first = new LinkedHashMap<Long, Tie>();
        open.forEach((tie) -> first.putIfAbsent(tie.group().id(), tie));
        this.outbox.add(first.values().stream().flatMap((old) -> want(integration, old).stream()).toList());
    }

    /** Empty where the integration was deleted. */
    private Optional<Outbox.Entry> want(Integration integration, Tie old) {
        var scope = "regression:" + old.id();
        return this.links.reserve(integration.id(), old.group().id(), scope).map((link) -> {
            this.jdbc.sql("update link set regression_of = ? where id = ?").params(old.id(), link.id()).update();
            return new Outbox.Entry(CREATE_ISSUE,
                    Map.of("integrationId", integration.id(), "groupId", old.group().id(), "scope", scope),
                    Instant.now(this.clock));
        });
    }

    /** The closed issue whose place the link's issue takes. */
    Optional<IssueRef> predecessor(long link) {
        return this.jdbc.sql("""
                select o.issue_id, o.issue_key, o.issue_url from link l join link o on o.id = l.regression_of
                where l.id = ?""")
            .param(link)
            .query((row, n) -> new IssueRef(row.getString("issue_id"), row.getString("issue_key"),
                    row.getString("issue_url")))
            .optional();
    }

    /**
     * Leaves a comment on the closed issue about the new one, where the tracker takes
     * comments. It is a courtesy: nothing is lost without it.
     */
    void announce(Integration integration, TrackerClient client, long link, long groupId, IssueRef issue) {
        var old = predecessor(link);
        if (old.isEmpty() || !this.trackers.get(integration.tracker()).capabilities().contains(Capability.COMMENT)) {
            return;
        }
        try {
            client.comment(old.get(),
                    new Document(List.of(new Paragraph(new Text("The error came back, and is followed up in "),
                            new Document.Link(issue.key(), issue.url()), new Text(". "),
                            new Document.Link(DraftWriter.LINK_TEXT, this.groups.summary(groupId).url())))));
        }
        catch (TrackerException ex) {
            LOG.warn("{} could not be told that its error came back: {}", old.get().key(), ex.getMessage());
        }
    }

}
