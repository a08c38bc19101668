package io.tracebridge.link;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.tracebridge.integration.SyncSettings;
import org.awaitility.Awaitility;
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
    void norDoesItAssignAnybody() {
        setAssignee("ada");
        this.tracker.meanwhile = () -> {
            this.tracker.meanwhile = () -> {
            };
            expireTheLease();
            assertThat(synchronise().assignee()).as("another worker").isEqualTo("pushed");
        };

        assertThatThrownBy(this::synchronise).isInstanceOf(NotYet.class).hasMessageContaining("taken this over");

        assertThat(this.tracker.writes).containsExactly("assignee a-ada");
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

    @Test
    void whoWaitedForTheIssueFindsNothingLeftToDo() {
        mark();
        var waiting = this.transaction.execute((status) -> {
            this.jdbc.sql("select 1 from link where id = ? for update").param(this.link).query().singleRow();
            var second = CompletableFuture.supplyAsync(this::synchronise);
            Awaitility.await().until(this::somebodyWaits);
            this.jdbc.sql("update link set dirty_since = null where id = ?").param(this.link).update();
            return second;
        });

        assertThat(waiting).succeedsWithin(10, TimeUnit.SECONDS).extracting(IssueSync.Result::state).isEqualTo("none");
        assertThat(this.tracker.reads).isZero();
    }

    @Test
    void anIntegrationThatIsNoLongerInStepForgetsItsMarksAndAsksNothing() {
        mark();
        configure(new SyncSettings(false, false, "tracker", "ask", Map.of(), PEOPLE));

        assertThat(synchronise().state()).isEqualTo("none");
        assertThat(this.tracker.reads).isZero();
        assertThat(dirty()).isFalse();
    }

    private boolean somebodyWaits() {
        return this.jdbc.sql("""
                select exists (select 1 from pg_stat_activity
                  where datname = current_database() and wait_event_type = 'Lock')""").query(Boolean.class).single();
    }

    private void expireTheLease() {
        this.jdbc.sql("update link set leased_until = now() - interval '1 second'").update();
    }

}
