package io.tracebridge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.tracebridge.outbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reminds the engine of marks that stayed: their message was lost or ran out, or a change
 * came while the issue was being synchronised. Several copies share the work.
 */
@Component
public class LinkSweeper {

    private static final Logger log = LoggerFactory.getLogger(LinkSweeper.class);

    /** A message usually does its work within seconds. */
    private static final Duration STAYED = Duration.ofSeconds(30);

    private static final Duration PER_LINK = Duration.ofMinutes(1);

    private static final int BATCH = 200;

    private final JdbcClient jdbc;

    private final Outbox outbox;

    private final Clock clock;

    private final TransactionTemplate transaction;

    LinkSweeper(JdbcClient jdbc, Outbox outbox, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Links of stopped or paused integrations wait until those are used again. A message
     * that finds its issue at work is not kept: the next sweep comes anyway. A message
     * that the engine has not taken yet is enough, however long the engine is away.
     * @return how many issues the engine is reminded of
     */
    public int sweep() {
        return Objects.requireNonNull(this.transaction.execute((status) -> remind()));
    }

    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT10S")
    void sweepByItself() {
        try {
            sweep();
        }
        catch (DataAccessException | TransactionException ex) {
            log.warn("Could not look for marks that stayed; trying again: {}", ex.getMessage());
        }
    }

    private int remind() {
        var leads = new LinkedHashMap<Long, Outbox.Entry>();
        stayed().forEach((mark) -> leads.computeIfAbsent(mark.lead(), (lead) -> message(mark)));
        this.outbox.add(List.copyOf(leads.values()));
        return leads.size();
    }

    private List<Mark> stayed() {
        return this.jdbc
            .sql("""
                    update link l set swept_at = now() where l.id in (
                      select d.id from link d join integration i on i.id = d.integration_id
                      where d.state = 'linked' and d.dirty_since < now() - make_interval(secs => ?)
                        and (d.swept_at is null or d.swept_at < now() - make_interval(secs => ?))
                        and i.state = 'enabled' and i.paused_at is null
                        and (select min(s.id)::text from link s
                          where s.integration_id = d.integration_id and s.issue_id = d.issue_id and s.state = 'linked')
                          not in (select payload ->> 'correlationKey' from outbox
                                  where kind = ? and payload ->> 'name' = ?)
                      order by d.swept_at nulls first, d.dirty_since limit ? for update of d skip locked)
                    returning l.id, l.dirty_serial, (select min(s.id) from link s
                      where s.integration_id = l.integration_id and s.issue_id = l.issue_id and s.state = 'linked') as lead""")
            .params((double) STAYED.toSeconds(), (double) PER_LINK.toSeconds(), Outbox.MESSAGE, DirtyLinks.LINK_CHANGED,
                    BATCH)
            .query((row, n) -> new Mark(row.getLong("lead"), row.getLong("id") + "-" + row.getLong("dirty_serial")))
            .list();
    }

    private Outbox.Entry message(Mark mark) {
        return Outbox.Entry.message(DirtyLinks.LINK_CHANGED, Long.toString(mark.lead()), mark.serial() + "-swept",
                Duration.ZERO, Map.of("linkId", mark.lead()), Instant.now(this.clock));
    }

    private record Mark(long lead, String serial) {
    }

}
