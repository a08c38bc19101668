package io.tracebridge.link;

import java.util.List;
import java.util.Map;

import io.tracebridge.sync.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Both sides changed. */
class SyncConflictTest extends SyncTest {

    @BeforeEach
    void bothChange() {
        setState("muted");
        this.tracker.edit("done", null);
    }

    @Test
    void aPersonIsAskedOnceAndNothingIsOverwritten() {
        var conflict = catchThrowableOfType(SyncConflict.class, this::synchronise);

        assertThat(conflict.dispute().conflicts())
            .containsExactly(new Dispute.Row("state", "State", "in-progress", "muted", "resolved (done)"));
        assertThat(conflict.dispute()).satisfies((dispute) -> {
            assertThat(dispute.linkId()).isEqualTo(this.link);
            assertThat(dispute.project()).isEqualTo("shop");
            assertThat(dispute.tracker()).isEqualTo("Stateful");
            assertThat(dispute.issue()).isEqualTo("T-10");
            assertThat(dispute.groupUrl()).contains("/projects/shop/groups/");
        });
        assertThat(state()).isEqualTo("muted");
        assertThat(this.tracker.writes).isEmpty();
        assertThat(dirty()).isFalse();

        assertThatThrownBy(this::synchronise).as("a worker that died before it told the engine")
            .isInstanceOf(SyncConflict.class);
        assertThatThrownBy(this::markAndSynchronise).isInstanceOf(SyncConflict.class);
        assertThat(history()).containsExactly("conflict state: muted > resolved");
        assertThat(this.jdbc.sql("select count(*) from activity where kind = 'sync-conflict'")
            .query(Integer.class)
            .single()).isEqualTo(1);
    }

    @Test
    void whatIsNotDisputedIsDoneAllTheSame() {
        setAssignee("ada");

        assertThatThrownBy(this::synchronise).isInstanceOf(SyncConflict.class);

        assertThat(this.tracker.writes).containsExactly("assignee a-ada");
    }

    @Test
    void oursIsCarriedToTheTracker() {
        this.tracker.edit("todo", null);
        assertThatThrownBy(this::synchronise).isInstanceOf(SyncConflict.class);

        assertThat(this.sync.resolve(this.link, Map.of("state", Side.GROUP)).state()).isEqualTo("pushed");

        assertThat(this.tracker.writes).containsExactly("status done");
        assertThat(state()).isEqualTo("muted");
        assertThat(synchronise().state()).isEqualTo("none");
    }

    @Test
    void theirsIsTakenOver() {
        assertThatThrownBy(this::synchronise).isInstanceOf(SyncConflict.class);

        assertThat(this.sync.resolve(this.link, Map.of("state", Side.TRACKER)).state()).isEqualTo("pulled");

        assertThat(state()).isEqualTo("resolved");
        assertThat(history()).startsWith("pulled state: muted > resolved");
    }

    @Test
    void aPersonMayTakeAStrangerAway() {
        setAssignee("ada");
        assertThatThrownBy(this::synchronise).isInstanceOf(SyncConflict.class);
        setAssignee("zoe");
        this.tracker.edit("done", null);
        assertThatThrownBy(this::synchronise).isInstanceOf(SyncConflict.class);

        this.sync.resolve(this.link, Map.of("state", Side.TRACKER, "assignee", Side.TRACKER));

        assertThat(assignee()).isEqualTo("nobody");
    }

    @Test
    void anOldAnswerNeitherEndsTheConflictNorDecidesIt() {
        var newer = this.tracker.issue();
        assertThatThrownBy(this::synchronise).isInstanceOf(SyncConflict.class);
        this.tracker.edit("doing", null);
        this.tracker.dated(newer.updatedAt().minusSeconds(1));

        assertThatThrownBy(() -> this.sync.resolve(this.link, Map.of("state", Side.TRACKER)))
            .isInstanceOf(NotYet.class);
        assertThatThrownBy(this::markAndSynchronise).isInstanceOf(NotYet.class);

        assertThat(this.tracker.writes).isEmpty();
        assertThat(state()).isEqualTo("muted");
        this.tracker.lag(newer);
        assertThatThrownBy(this::synchronise).isInstanceOf(SyncConflict.class);
    }

    @Test
    void aChoiceDoesNotCountOnceTheConflictIsOver() {
        assertThatThrownBy(this::synchronise).isInstanceOf(SyncConflict.class);
        setState("resolved");

        assertThat(this.sync.resolve(this.link, Map.of("state", Side.GROUP)).state()).isEqualTo("in-step");

        assertThat(this.tracker.writes).isEmpty();
        assertThat(synchronise().state()).isEqualTo("none");
    }

    @Test
    void anUndecidedConflictStays() {
        assertThatThrownBy(this::synchronise).isInstanceOf(SyncConflict.class);

        assertThatThrownBy(() -> this.sync.resolve(this.link, Map.of())).isInstanceOf(SyncConflict.class);
    }

    @Test
    void aSettingDecidesWithoutAPerson() {
        configure(settings("tracker"));

        assertThat(synchronise().state()).isEqualTo("pulled");
        assertThat(this.changes.list(this.link, Long.MAX_VALUE, 1).getFirst().cause())
            .isEqualTo("both changed, and the setting onConflict says tracker");
    }

    @Test
    void twoProgramsThatAnswerEachOtherAreStoppedAndAPersonAsked() {
        configure(settings("tracker"));
        var flips = List.of("done", "doing");
        for (var i = 0; i < Comparisons.MOST_FLIPS; i++) {
            this.tracker.edit(flips.get(i % 2), null);
            assertThat(markAndSynchronise().state()).isEqualTo("pulled");
        }
        this.tracker.edit("done", null);

        var parked = catchThrowableOfType(SyncConflict.class, this::markAndSynchronise);

        assertThat(parked.dispute().reason()).contains("changed 6 times within 10 minutes");
        assertThat(state()).isEqualTo("in-progress");
        assertThat(this.sync.resolve(this.link, Map.of("state", Side.TRACKER)).state()).isEqualTo("pulled");
        assertThat(state()).isEqualTo("resolved");
    }

    @Test
    void changesLongAgoDoNotCount() {
        configure(settings("tracker"));
        for (var i = 0; i < Comparisons.MOST_FLIPS; i++) {
            this.changes.add(List.of(this.link), "state", "pulled", "open", "resolved", "the issue changed");
        }
        this.jdbc.sql("update link_change set at = now() - interval '11 minutes'").update();

        assertThat(synchronise().state()).isEqualTo("pulled");
    }

}
