package io.tracebridge.link;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

class HeldLeaseTest {

    private static final Duration SHORT = Duration.ofMillis(5);

    @Test
    void isRenewedAsLongAsItIsHeld() throws Exception {
        var renewals = new CountDownLatch(3);
        try (var lease = new HeldLease(renewals::countDown, SHORT)) {
            assertThat(renewals.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void outlivesARenewalThatFailed() throws Exception {
        var tries = new CountDownLatch(3);
        Runnable failing = () -> {
            tries.countDown();
            throw new DataAccessResourceFailureException("the database is away");
        };
        try (var lease = new HeldLease(failing, SHORT)) {
            assertThat(tries.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void isNotRenewedWhenItIsOverBeforeItNeedsTo() {
        var renewals = new AtomicInteger();

        new HeldLease(renewals::incrementAndGet, Duration.ofHours(1)).close();

        assertThat(renewals).hasValue(0);
    }

}
