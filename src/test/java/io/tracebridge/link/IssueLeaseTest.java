package io.tracebridge.link;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two workers come for one issue; the second one comes while the first one reads it. */
class IssueLeaseTest extends SyncTest {

    @Test
    void oneIssueIsSynchronisedByOneWorkerAtATime() {
        mark();
        this.jdbc.sql("update link set leased_until = now() + interval '1 minute' where id = ?")
            .param(this.link)
            .update();

        assertThatThrownBy(this::synchronise).isInstanceOf(NotYet.class);
        assertThat(this.tracker.reads).isZero();
    }

    @Test
    void aWorkerThatStoodStillForTooLongWritesNoMore() {
        setState("resolved");
        this.tracker.meanwhile = () -> {
            this.tracker.meanwhile = () -> {
            };
            expireTheLease();
            assertThat(synchronise().state()).as("another worker").isEqualTo("pushed");
        };

        assertThatThrownBy(this::synchronise).isInstanceOf(NotYet.class).hasMessageContaining("taken this over");

        assertThat(this.tracker.writes).containsExactly("status done");
        assertThat(dirty()).isFalse();
    }

    @Test
    void norDoesItTakeAnythingOver() {
        this.tracker.edit("done", null);
        mark();
        this.tracker.meanwhile = () -> {
            this.tracker.meanwhile = () -> {
            };
            expireTheLease();
            this.tracker.edit("todo", null);
            assertThat(synchronise().state()).as("another worker").isEqualTo("pulled");
        };

        assertThatThrownBy(this::synchronise).isInstanceOf(NotYet.class);

        assertThat(state()).isEqualTo("open");
    }

    @Test
    void norDoesItEndTheLeaseOfItsSuccessor() {
        mark();
        this.tracker.meanwhile = () -> {
            this.tracker.meanwhile = () -> {
            };
            this.jdbc.sql("update link set leased_until = now() + interval '1 minute'").update();
        };

        assertThatThrownBy(this::synchronise).isInstanceOf(NotYet.class);

        assertThat(this.jdbc.sql("select leased_until > now() from link").query(Boolean.class).single()).isTrue();
    }

    private void expireTheLease() {
        this.jdbc.sql("update link set leased_until = now() - interval '1 second'").update();
    }

}
