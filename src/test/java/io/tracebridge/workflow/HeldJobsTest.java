package io.tracebridge.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs that wait for somebody to repair their integration. */
class HeldJobsTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private final Clock clock = ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);

    private final Set<Long> usable = new HashSet<>();

    private final List<String> gone = new ArrayList<>();

    private boolean databaseAway;

    private final HeldJobs held = new HeldJobs(this::usable, this.clock, new Random(42));

    @Test
    void theyGoOnWhenTheirIntegrationMayBeUsedAgainAndOthersStay() {
        hold(7, "a");
        hold(8, "b");
        this.held.look();
        assertThat(this.gone).isEmpty();

        this.usable.add(7L);
        this.held.look();
        this.held.look();

        assertThat(this.gone).containsExactly("a");
    }

    @Test
    void manyGoOnOneSmallPartAfterTheOther() {
        IntStream.range(0, 50).forEach((n) -> hold(7, "job " + n));
        this.usable.add(7L);

        this.held.look();
        assertThat(this.gone).hasSize(20);
        this.usable.clear();
        this.held.look();
        assertThat(this.gone).as("the new credential is refused, too").hasSize(20);
        this.usable.add(7L);
        this.held.look();
        this.held.look();

        assertThat(this.gone).hasSize(50).doesNotHaveDuplicates().startsWith("job 0", "job 1");
    }

    @Test
    void theyAreGivenBackBeforeTheEngineTakesThemForLost() {
        IntStream.range(0, 50).forEach((n) -> hold(7, "job " + n));
        later(Duration.ofSeconds(30));
        this.held.look();
        assertThat(this.gone).isEmpty();

        later(Duration.ofSeconds(5));
        this.held.look();
        assertThat(this.gone).hasSizeBetween(1, 49);
        later(Duration.ofSeconds(5));
        this.held.look();

        assertThat(this.gone).hasSize(50);
    }

    @Test
    void soAreThoseThatTheDatabaseCannotTellOf() {
        hold(7, "a");
        this.usable.add(7L);
        this.databaseAway = true;
        this.held.look();
        assertThat(this.gone).isEmpty();

        later(Duration.ofSeconds(40));
        this.held.look();

        assertThat(this.gone).containsExactly("a");
    }

    @Test
    void thereIsNoRoomForEverSoMany() {
        IntStream.range(0, 1000).forEach((n) -> hold(7, "job " + n));

        assertThat(this.held.hold(7, () -> this.gone.add("one more"))).isFalse();
    }

    private void hold(long integration, String job) {
        assertThat(this.held.hold(integration, () -> this.gone.add(job))).isTrue();
    }

    private boolean usable(long integration) {
        if (this.databaseAway) {
            throw new QueryTimeoutException("away");
        }
        return this.usable.contains(integration);
    }

    private void later(Duration time) {
        this.now = this.now.plus(time);
    }

}
