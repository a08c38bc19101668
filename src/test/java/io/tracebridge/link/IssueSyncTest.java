package io.tracebridge.link;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.tracebridge.integration.SyncSettings;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whoever changes something, the other side follows, once. */
class IssueSyncTest extends SyncTest {

    @Test
    void whatTheGroupBecameGoesToTheTracker() {
        setState("resolved");
        setAssignee("ada");

        assertThat(synchronise()).isEqualTo(new IssueSync.Result("pushed", "pushed", false));

        assertThat(this.tracker.writes).containsExactly("status done", "assignee a-ada");
        assertThat(history()).containsExactly("pushed assignee: nobody > ada", "pushed state: in-progress > resolved");
        assertThat(dirty()).isFalse();
    }

    @Test
    void whatTheIssueBecameComesToTheGroup() {
        this.tracker.edit("closed", "a-bob");

        assertThat(markAndSynchronise()).isEqualTo(new IssueSync.Result("pulled", "pulled", false));

        assertThat(state()).isEqualTo("resolved");
        assertThat(assignee()).isEqualTo("bob");
        assertThat(this.tracker.writes).isEmpty();
        assertThat(this.jdbc.sql("select actor from activity where kind = 'state-changed' order by id desc limit 1")
            .query(String.class)
            .single()).isEqualTo("tracker");
    }

    @Test
    void takingOverDoesNotMarkTheOwnIssueButThoseOfOtherIntegrations() {
        var elsewhere = this.jdbc.sql("""
                insert into integration (project_id, name, tracker, sync) values (?, 'other', 'stateful', '{}')
                returning id""").param(this.project.id()).query(Long.class).single();
        var other = link(this.integrations.find(elsewhere).orElseThrow(), this.group, "found");
        this.jdbc.sql("update link set dirty_since = null where id = ?").param(other).update();
        this.tracker.edit("done", null);

        markAndSynchronise();

        assertThat(dirty()).isFalse();
        assertThat(column("select (dirty_since is not null)::text from link where id = ?", other)).isEqualTo("true");
    }

    @Test
    void aMessageForALinkThatNobodyMarkedCostsNoCall() {
        assertThat(synchronise().state()).isEqualTo("none");

        assertThat(this.tracker.reads).isZero();
    }

    @Test
    void nothingIsWrittenWhenNothingChanged() {
        for (var i = 0; i < 3; i++) {
            assertThat(markAndSynchronise()).isEqualTo(new IssueSync.Result("in-step", "in-step", false));
        }

        assertThat(this.tracker.writes).isEmpty();
        assertThat(history()).isEmpty();
    }

    @Test
    void aStatusThatMeansTheSameIsNoChange() {
        this.tracker.edit("done", null);
        markAndSynchronise();
        this.tracker.edit("closed", null);

        assertThat(markAndSynchronise().state()).isEqualTo("in-step");

        assertThat(state()).isEqualTo("resolved");
        assertThat(this.tracker.writes).isEmpty();
    }

    @Test
    void aStateThatTheTrackerHasNoWordForDoesNotComeBackAsAnother() {
        setState("muted");
        synchronise();
        assertThat(this.tracker.writes).containsExactly("status done");

        assertThat(markAndSynchronise().state()).isEqualTo("in-step");
        assertThat(state()).isEqualTo("muted");

        setState("resolved");
        synchronise();
        assertThat(this.tracker.writes).hasSize(1);

        this.tracker.edit("todo", null);
        markAndSynchronise();
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void aCrashBetweenTheWriteAndOurNoteOfItRepeatsNothing() {
        setState("resolved");
        this.tracker.setStatus(StatefulTracker.REF, "done", Map.of());
        this.tracker.writes.clear();

        assertThat(synchronise().state()).isEqualTo("in-step");

        assertThat(this.tracker.writes).isEmpty();
        this.tracker.edit("doing", null);
        markAndSynchronise();
        assertThat(state()).isEqualTo("in-progress");
    }

    @Test
    void theNextBestStatusIsTakenWhereTheBestCannotBeReached() {
        this.tracker.unreachable.add("done");
        setState("resolved");

        synchronise();

        assertThat(this.tracker.writes).containsExactly("status closed");
    }

    @Test
    void aStatusOutOfReachIsLeftWithTheTrackersWordsAndNotTriedAgain() {
        this.tracker.unreachable.addAll(List.of("done", "closed"));
        setState("resolved");

        assertThat(synchronise()).isEqualTo(new IssueSync.Result("skipped", "in-step", false));
        assertThat(this.changes.list(this.link, Long.MAX_VALUE, 1)).singleElement()
            .satisfies((row) -> assertThat(row.cause()).contains("No transition leads to done.",
                    "No transition leads to closed."));
        assertThat(this.jdbc.sql("select after ->> 'why' from activity where kind = 'sync-skipped'")
            .query(String.class)
            .single()).contains("No transition");

        this.tracker.unreachable.clear();
        assertThat(markAndSynchronise().state()).isEqualTo("in-step");
        assertThat(this.tracker.writes).isEmpty();
        assertThat(state()).isEqualTo("resolved");
    }

    @Test
    void peopleWhomTheOtherSideDoesNotKnowStayAndAreSaid() {
        setAssignee("zoe");
        assertThat(synchronise().assignee()).isEqualTo("skipped");
        assertThat(this.tracker.issue().assignee()).isEmpty();

        this.tracker.edit("doing", "a-stranger");
        assertThat(markAndSynchronise().assignee()).isEqualTo("skipped");
        assertThat(assignee()).isEqualTo("zoe");
        assertThat(history()).containsExactly("skipped assignee: zoe > a-stranger", "skipped assignee: zoe > nobody");
    }

    @Test
    void unassigningOneSideTakesNoStrangerAwayFromTheOther() {
        setAssignee("ada");
        synchronise();
        this.tracker.edit("doing", "a-stranger");
        markAndSynchronise();
        setAssignee(null);
        assertThat(synchronise().assignee()).isEqualTo("skipped");
        assertThat(this.tracker.issue().assignee()).isPresent();

        setAssignee("zoe");
        synchronise();
        this.tracker.edit("doing", null);
        assertThat(markAndSynchronise().assignee()).isEqualTo("skipped");
        assertThat(assignee()).isEqualTo("zoe");
        assertThat(history()).startsWith("skipped assignee: zoe > nobody");
    }

    @Test
    void aPersonWhomTheTrackerRefusesStaysOurs() {
        this.tracker.unassignable.add("a-bob");
        setAssignee("bob");

        assertThat(synchronise().assignee()).isEqualTo("skipped");

        assertThat(assignee()).isEqualTo("bob");
        assertThat(this.changes.list(this.link, Long.MAX_VALUE, 1).getFirst().cause())
            .isEqualTo("a-bob cannot be assigned.");
    }

    @Test
    void whatDoesNotPullKeepsThePastOfTheIssueUntilTheGroupChanges() {
        configure(new SyncSettings(true, false, "tracker", "ask", Map.of(), PEOPLE));
        this.tracker.edit("todo", null);

        assertThat(markAndSynchronise().state()).isEqualTo("skipped");
        assertThat(markAndSynchronise().state()).isEqualTo("in-step");
        assertThat(this.tracker.writes).isEmpty();

        setState("resolved");
        synchronise();
        assertThat(this.tracker.writes).containsExactly("status done");
    }

    @Test
    void aDeletedIssueEndsTheLink() {
        this.tracker.failures.add(new TrackerException.IssueGone("T-10 was deleted"));

        markAndSynchronise();

        assertThat(column("select state from link where id = ?", this.link)).isEqualTo("gone");
        assertThat(state()).isEqualTo("open");
        assertThat(history()).containsExactly("pulled issue: T-10 > null");
        assertThat(markAndSynchronise().state()).isEqualTo("none");
    }

    @Test
    void aLinkThatSomebodyEndedMeanwhileStaysEnded() {
        this.tracker.meanwhile = () -> {
            this.jdbc.sql("update link set state = 'unlinked', dirty_since = null").update();
            throw new TrackerException.IssueGone("T-10 was deleted");
        };

        markAndSynchronise();

        assertThat(column("select state from link where id = ?", this.link)).isEqualTo("unlinked");
        assertThat(history()).isEmpty();
    }

    @Test
    void aMovedIssueIsFollowed() {
        this.tracker.move(new IssueRef("77", "NEW-1", "https://tracker.example/NEW-1"));

        markAndSynchronise();

        assertThat(column("select issue_key || issue_id from link where id = ?", this.link)).isEqualTo("NEW-177");
        assertThat(history()).containsExactly("pulled issue: T-10 > NEW-1");
    }

    @Test
    void aGroupThatChangedMeanwhileTakesNothingOver() {
        this.tracker.edit("done", null);
        this.tracker.meanwhile = () -> {
            this.tracker.meanwhile = () -> {
            };
            setState("muted");
        };

        assertThat(markAndSynchronise().again()).isTrue();
        assertThat(state()).isEqualTo("muted");
        assertThat(dirty()).isTrue();

        assertThatThrownBy(this::synchronise).isInstanceOf(SyncConflict.class);
    }

    @Test
    void aMarkThatCameMeanwhileStays() {
        setState("resolved");
        this.tracker.meanwhile = this::mark;

        assertThat(synchronise()).isEqualTo(new IssueSync.Result("pushed", "in-step", true));
        assertThat(dirty()).isTrue();
    }

    @Test
    void aRefusedCredentialPausesTheIntegrationAndTheRestWaits() {
        this.tracker.failures.add(new TrackerException.CredentialRefused("401"));
        mark();

        assertThatThrownBy(this::synchronise).isInstanceOfSatisfying(NotYet.class,
                (wait) -> assertThat(wait.stopped()).isPresent());
        assertThatThrownBy(this::synchronise).isInstanceOf(NotYet.class).hasMessageContaining("paused: 401");
        assertThat(this.tracker.reads).isEqualTo(1);
        assertThat(dirty()).isTrue();
    }

    @Test
    void aNewIssueIsNotAWordAgainstItsGroup() {
        this.jdbc.sql("update link set origin = 'created', agreed_at = null").update();
        this.tracker.edit("todo", null);
        setAssignee("ada");

        assertThat(synchronise()).isEqualTo(new IssueSync.Result("in-step", "pushed", false));

        assertThat(state()).isEqualTo("in-progress");
        assertThat(this.tracker.writes).containsExactly("assignee a-ada");
    }

    @Test
    void whoGotTheGroupWhileTheIssueWasWrittenStaysAndComesNext() {
        setAssignee("ada");
        this.tracker.meanwhile = () -> setAssignee("bob");

        assertThat(synchronise().again()).isTrue();
        assertThat(assignee()).isEqualTo("bob");

        this.tracker.meanwhile = () -> {
        };
        synchronise();
        assertThat(this.tracker.writes).containsExactly("assignee a-ada", "assignee a-bob");
    }

    @Test
    void theGroupsActivityTellsWhatTheIssueBecame() {
        setState("resolved");

        synchronise();

        assertThat(this.jdbc.sql(
                "select actor || ' ' || (before ->> 'state') || ' > ' || (after ->> 'state') from activity where kind = 'issue-updated'")
            .query(String.class)
            .list()).containsExactly("process in-progress > resolved");
    }

}
