package io.tracebridge.notify;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The message that began to tell a target of a link, for later ones to answer. */
@Component
class SlackThreads {

    private final JdbcClient jdbc;

    SlackThreads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Thread> find(Target target, long linkId, String place) {
        return this.jdbc.sql("select channel, ts from mention_thread where target_id = ? and link_id = ? and place = ?")
            .params(target.id(), linkId, place)
            .query((row, n) -> new Thread(row.getString("channel"), row.getString("ts")))
            .optional();
    }

    void begin(Target target, long linkId, String place, Thread thread) {
        this.jdbc.sql("""
                insert into mention_thread (target_id, link_id, place, channel, ts)
                select t.id, l.id, ?, ?, ? from mention_target t, link l where t.id = ? and l.id = ?
                on conflict (target_id, link_id) do update
                  set place = excluded.place, channel = excluded.channel, ts = excluded.ts""")
            .params(place, thread.channel(), thread.ts(), target.id(), linkId)
            .update();
    }

    /**
     * @param ts Slack's time stamp of the message, its id within the channel
     */
    record Thread(String channel, String ts) {
    }

}
