package io.tracebridge.link;

import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets deliveries that no tracker sends again any more. In small batches, so that it
 * holds up nobody; several copies share the work.
 */
@Component
public class DeliverySweeper {

    /** Trackers repeat for three days at most. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final int BATCH = 1000;

    private final JdbcClient jdbc;

    DeliverySweeper(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @return how many are forgotten
     */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    public int sweep() {
        return this.jdbc.sql("""
                delete from webhook_delivery where (integration_id, delivery_id) in (
                  select integration_id, delivery_id from webhook_delivery
                  where received_at < now() - make_interval(secs => ?)
                  order by received_at limit ? for update skip locked)""")
            .params((double) KEPT.toSeconds(), BATCH)
            .update();
    }

}
