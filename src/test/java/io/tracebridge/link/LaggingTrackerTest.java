package io.tracebridge.link;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The tracker answers from a copy that lags behind. */
class LaggingTrackerTest extends SyncTest {

    @Test
    void anAnswerOlderThanTheLastIsNoNews() {
        var older = this.tracker.issue();
        setState("resolved");
        synchronise();
        var newer = this.tracker.issue();
        this.tracker.lag(older);

        assertThatThrownBy(this::markAndSynchronise).isInstanceOf(NotYet.class);
        assertThat(state()).isEqualTo("resolved");
        assertThat(dirty()).isTrue();

        this.tracker.lag(newer);
        assertThat(synchronise()).isEqualTo(new IssueSync.Result("in-step", "in-step", false));
        this.tracker.lag(older);
        mark();
        this.clock.advance(Duration.ofMinutes(20));
        assertThat(synchronise().state()).isEqualTo("pulled");
    }

    @Test
    void whatTheGroupBecameWaitsUntilTheTrackerShowsItsLatest() {
        var older = this.tracker.issue();
        setState("resolved");
        synchronise();
        var newer = this.tracker.issue();
        setState("open");
        this.tracker.lag(older);
        assertThatThrownBy(this::synchronise).isInstanceOf(NotYet.class);
        assertThat(this.tracker.writes).containsExactly("status done");

        this.tracker.lag(newer);

        assertThat(synchronise().state()).isEqualTo("pushed");
        assertThat(this.tracker.writes).containsExactly("status done", "status todo");
    }

}
