package io.tracebridge.link;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** How long deliveries are remembered. */
class DeliverySweeperTest extends SyncTest {

    @Autowired
    DeliverySweeper deliveries;

    @BeforeEach
    void deliveries() {
        this.jdbc.sql("delete from webhook_delivery").update();
        take("'young', now() - interval '7 days' + interval '1 minute'");
    }

    @Test
    void aDeliveryIsForgottenAfterAWeek() {
        take("'old', now() - interval '7 days' - interval '1 minute'");

        assertThat(this.deliveries.sweep()).isEqualTo(1);
        assertThat(this.jdbc.sql("select delivery_id from webhook_delivery").query(String.class).list())
            .containsExactly("young");
    }

    @Test
    void manyAreForgottenInPieces() {
        take("generate_series(1, 1500)::text, now() - interval '8 days'");

        assertThat(this.deliveries.sweep()).isEqualTo(1000);
        assertThat(this.deliveries.sweep()).isEqualTo(500);
        assertThat(this.deliveries.sweep()).isZero();
    }

    private void take(String idAndTime) {
        this.jdbc
            .sql("insert into webhook_delivery (integration_id, links, delivery_id, received_at) select ?, 0, "
                    + idAndTime)
            .param(this.integration.id())
            .update();
    }

}
