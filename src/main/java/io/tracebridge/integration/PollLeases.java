package io.tracebridge.integration;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives integrations whose tracker is to be asked for changes to one worker at a time.
 * Times are the database's, since copies of the program on several machines share them.
 */
@Component
public class PollLeases {

    /** In one instance of the process; the rest is due a minute later still. */
    private static final int MOST_AT_ONCE = 100;

    private final JdbcClient jdbc;

    PollLeases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes those that are due, for so long that nobody else gets them meanwhile: in use,
     * taking over the tracker's changes, and with an issue that could change. The lock is
     * the weaker one, which reports that refer to the integration do not hold up.
     * @param trackers those that can be asked
     */
    public List<Long> claim(Collection<String> trackers, Duration lease) {
        return this.jdbc.sql("""
                update integration set poll_leased_until = now() + make_interval(secs => ?) where id in (
                  select i.id from integration i
                  where i.poll_due_at <= now() and (i.poll_leased_until is null or i.poll_leased_until < now())
                    and i.state = 'enabled' and i.paused_at is null and i.tracker = any(?)
                    and (i.sync ->> 'pull')::boolean and coalesce((i.sync ->> 'pollSeconds')::integer, 1) > 0
                    and exists (select 1 from link l where l.integration_id = i.id and l.state = 'linked')
                  order by i.poll_due_at, i.id limit ? for no key update of i skip locked)
                returning id""")
            .params((double) lease.toSeconds(), trackers.toArray(String[]::new), MOST_AT_ONCE)
            .query(Long.class)
            .list();
    }

    public void renew(long id, Duration lease) {
        this.jdbc.sql("""
                update integration set poll_leased_until = now() + make_interval(secs => ?)
                where id = ? and poll_leased_until is not null""").params((double) lease.toSeconds(), id).update();
    }

    public void release(long id) {
        this.jdbc.sql("update integration set poll_leased_until = null where id = ?").param(id).update();
    }

}
