package io.tracebridge.integration;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notices that a tracker's webhook went silent: polling finds changes that nobody told us
 * of. The next genuine delivery about an issue ends the alarm.
 */
@Component
public class WebhookGap {

    private static final Logger log = LoggerFactory.getLogger(WebhookGap.class);

    private final JdbcClient jdbc;

    private final Duration silence;

    /**
     * @param silence how long a webhook may tell nothing before a change that polling
     * finds counts as one that it missed
     */
    WebhookGap(JdbcClient jdbc, @Value("${tracebridge.webhook.silence:PT2H}") Duration silence) {
        this.jdbc = jdbc;
        this.silence = silence;
    }

    /**
     * To be called after each look that found something; without a webhook it does
     * nothing.
     * @param changedLinks how many links of ours had really changed, and not by ourselves
     */
    public void pollingFound(long integrationId, int changedLinks) {
        if (changedLinks <= 0) {
            return;
        }
        var began = this.jdbc.sql("""
                update integration set webhook_gap_since = now()
                where id = ? and state = 'enabled' and hook_secret is not null and webhook_gap_since is null
                  and greatest(hook_set_at, last_webhook_at) < now() - make_interval(secs => ?)""")
            .params(integrationId, (double) this.silence.toSeconds())
            .update();
        if (began == 1) {
            log.warn("Integration {}: polling found {} changed link(s), but its webhook told nothing for {}."
                    + " Check the webhook in the tracker.", integrationId, changedLinks, this.silence);
        }
    }

}
