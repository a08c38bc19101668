package io.tracebridge.integration;

import java.sql.Timestamp;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** When a webhook counts as silent. */
class WebhookGapTest extends WebhookSlice {

    @Autowired
    WebhookGap gap;

    @Test
    void aChangeThatOnlyPollingFoundIsAGapFromThenOn() {
        this.gap.pollingFound(this.integration, 1);
        var since = since();
        assertThat(since).isPresent();

        this.gap.pollingFound(this.integration, 5);
        assertThat(since()).isEqualTo(since);
    }

    @Test
    void aDeliveryLongAgoIsSilenceToo() {
        set("last_webhook_at = now() - interval '121 minutes'");

        this.gap.pollingFound(this.integration, 1);

        assertThat(since()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = { "last_webhook_at = now() - interval '119 minutes'",
            "hook_set_at = now() - interval '119 minutes'", "hook_set_at = null", "hook_secret = null",
            "state = 'disabled'" })
    void noGapWhere(String reason) {
        set(reason);

        this.gap.pollingFound(this.integration, 1);

        assertThat(since()).isEmpty();
    }

    @Test
    void nothingFoundTellsNothing() {
        this.gap.pollingFound(this.integration, 0);

        assertThat(since()).isEmpty();
    }

    private Optional<Timestamp> since() {
        return Optional.ofNullable(this.jdbc.sql("select webhook_gap_since from integration")
            .query((row, n) -> new Timestamp[] { row.getTimestamp(1) })
            .single()[0]);
    }

}
