package io.tracebridge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.tracebridge.outbox.Outbox;
import io.tracebridge.triage.GroupFollower;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Marks links whose two sides may differ, and tells the engine. The mark is what counts:
 * a message that is lost, doubled or late does no harm.
 */
@Component
public class DirtyLinks implements GroupFollower {

    /** Message that starts a synchronisation; its correlation key is the leading link. */
    static final String LINK_CHANGED = "link-changed";

    /** How long it waits while the same issue is being synchronised. */
    private static final Duration MESSAGE_LIFE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    private final Outbox outbox;

    private final Clock clock;

    DirtyLinks(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(Collection<Long> groupIds) {
        mark("l.group_id in (select id from error_group where root_id = any(?))", groupIds);
    }

    /**
     * @param linkIds links of which either side changed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void mark(Collection<Long> linkIds) {
        mark("l.id = any(?)", linkIds);
    }

    /**
     * Marks links that were just made, unless a change of their group within the same
     * transaction has done so.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void markNew(Collection<Long> linkIds) {
        mark("l.dirty_since is null and l.id = any(?)", linkIds);
    }

    /** The link leads no more: a question that waits for a person under its name ends. */
    void ended(long link) {
        this.outbox.add(List.of(Outbox.Entry.message(LINK_CHANGED, Long.toString(link), link + "-ended", MESSAGE_LIFE,
                Map.of("linkId", link), Instant.now(this.clock))));
    }

    private void mark(String which, Collection<Long> ids) {
        // In the order of their ids, as everybody locks links.
        var messages = this.jdbc.sql("""
                with changed as materialized (
                  select l.id from link l where l.state = 'linked' and %s order by l.id for no key update)
                update link l set dirty_since = coalesce(dirty_since, now()), dirty_serial = dirty_serial + 1
                from changed where l.id = changed.id returning l.id, l.dirty_serial,
                  (select min(s.id) from link s where s.integration_id = l.integration_id and s.issue_id = l.issue_id
                    and s.state = 'linked') as lead""".formatted(which))
            .param(ids.toArray(Long[]::new))
            .query((row, n) -> {
                var lead = row.getLong("lead");
                return Outbox.Entry.message(LINK_CHANGED, Long.toString(lead),
                        row.getLong("id") + "-" + row.getLong("dirty_serial"), MESSAGE_LIFE, Map.of("linkId", lead),
                        Instant.now(this.clock));
            })
            .list();
        this.outbox.add(messages);
    }

}
