package io.tracebridge.link;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two groups are linked to one issue. */
class SharedIssueSyncTest extends SyncTest {

    long second;

    @BeforeEach
    void aSecondGroup() {
        this.second = group("cd", "in-progress");
        link(this.integration, this.second, "found");
        synchronise();
        this.tracker.writes.clear();
    }

    @Test
    void theIssueIsDoneWhenTheLastGroupIs() {
        setState("resolved");
        assertThat(synchronise().state()).isEqualTo("in-step");
        assertThat(this.tracker.writes).isEmpty();

        this.group = this.second;
        setState("resolved");
        synchronise();
        assertThat(this.tracker.writes).containsExactly("status done");
    }

    @Test
    void allGroupsFollowTheIssue() {
        this.tracker.edit("done", "a-ada");

        markAndSynchronise();

        for (var each : new long[] { this.group, this.second }) {
            this.group = each;
            assertThat(state()).isEqualTo("resolved");
            assertThat(assignee()).isEqualTo("ada");
        }
        assertThat(
                this.jdbc.sql("select count(*) from link where dirty_since is not null").query(Integer.class).single())
            .isZero();
    }

    @Test
    void oneGroupsAssigneeIsTheIssuesAndSoTheOthers() {
        setAssignee("bob");

        synchronise();

        assertThat(this.tracker.writes).containsExactly("assignee a-bob");
        this.group = this.second;
        assertThat(assignee()).isEqualTo("bob");
        assertThat(synchronise().state()).isEqualTo("none");
    }

    @Test
    void aGroupLinkedLaterTakesWhatTheIssueSays() {
        var third = group("ef", "open");
        this.tracker.edit("done", null);
        link(this.integration, third, "found");

        synchronise();

        this.group = third;
        assertThat(state()).isEqualTo("resolved");
    }

    @Test
    void groupsThatWereLeftWithDifferentPeopleKeepThem() {
        this.group = this.second;
        setAssignee("stranger");

        assertThat(synchronise().assignee()).isEqualTo("skipped");
        assertThat(markAndSynchronise().assignee()).isEqualTo("in-step");

        assertThat(assignee()).isEqualTo("stranger");
        assertThat(this.tracker.writes).isEmpty();
    }

    @Test
    void whoWasAssignedAfterThatGoesToTheIssueAndToAll() {
        var first = this.group;
        this.group = this.second;
        setAssignee("stranger");
        synchronise();
        this.group = first;
        setAssignee("ada");

        synchronise();

        assertThat(this.tracker.writes).containsExactly("assignee a-ada");
        this.group = this.second;
        assertThat(assignee()).isEqualTo("ada");
    }

    @Test
    void aQuestionIsNotAskedUnderALinkThatEndedMeanwhile() {
        setState("resolved");
        this.group = this.second;
        setState("resolved");
        this.tracker.edit("todo", null);
        this.tracker.meanwhile = this::endTheLeadingLink;

        assertThat(synchronise().again()).isTrue();

        assertThat(this.jdbc
            .sql("select count(*) from link where state = 'linked' and dirty_since is not null and conflict is null")
            .query(Integer.class)
            .single()).isEqualTo(1);
    }

    @Test
    void norIfItWasAskedBefore() {
        setState("resolved");
        this.group = this.second;
        setState("resolved");
        this.tracker.edit("todo", null);
        assertThatThrownBy(this::synchronise).isInstanceOf(SyncConflict.class);
        this.tracker.meanwhile = this::endTheLeadingLink;

        assertThat(markAndSynchronise().again()).isTrue();
    }

    @Test
    void aGroupThatWasUnlinkedMeanwhileIsLeftAlone() {
        this.tracker.edit("done", "a-ada");
        mark();
        this.tracker.meanwhile = this::endTheLeadingLink;

        synchronise();

        assertThat(state()).isEqualTo("in-progress");
        assertThat(assignee()).isEqualTo("nobody");
        this.group = this.second;
        assertThat(state()).isEqualTo("resolved");
    }

    private void endTheLeadingLink() {
        this.jdbc.sql("update link set state = 'unlinked', dirty_since = null where id = ?").param(this.link).update();
    }

}
