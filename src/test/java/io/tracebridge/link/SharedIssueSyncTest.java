package io.tracebridge.link;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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

}
