package io.tracebridge.link;

import java.util.List;
import java.util.Map;

import io.tracebridge.integration.SyncSettings;
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
        this.tracker.reads = 0;
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
    void aGroupThatComesWithTheIssuesAssigneeTakesNobodyAwayFromAnother() {
        configure(new SyncSettings(false, true, "group", "ask", Map.of(), Map.of("ada", "a-ada", "dan", "a-dan")));
        setAssignee("dan");
        this.tracker.edit("doing", "a-ada");
        assertThat(markAndSynchronise().assignee()).isEqualTo("pulled");
        setAssignee("dan");
        assertThat(synchronise().assignee()).isEqualTo("skipped");
        var first = this.group;
        this.group = group("ef", "in-progress");
        setAssignee("ada");
        link(this.integration, this.group, "found");

        assertThat(synchronise().assignee()).isEqualTo("in-step");

        assertThat(assignee()).isEqualTo("ada");
        this.group = first;
        assertThat(assignee()).isEqualTo("dan");
    }

    @Test
    void unassigningOneTakesNoStrangerAwayFromAnother() {
        setAssignee("ada");
        synchronise();
        var first = this.group;
        this.group = this.second;
        setAssignee("stranger");
        assertThat(synchronise().assignee()).isEqualTo("skipped");
        this.group = first;
        setAssignee(null);

        assertThat(synchronise().assignee()).isEqualTo("pushed");

        assertThat(this.tracker.writes).containsExactly("assignee a-ada", "assignee nobody");
        this.group = this.second;
        assertThat(assignee()).isEqualTo("stranger");
        assertThat(markAndSynchronise().assignee()).isEqualTo("in-step");
    }

    @Test
    void anUnassignedIssueFreesTheGroupsItHadAndNoStranger() {
        setAssignee("ada");
        synchronise();
        setAssignee("stranger");
        synchronise();
        this.tracker.edit("doing", null);

        assertThat(markAndSynchronise().assignee()).isEqualTo("pulled");

        assertThat(assignee()).isEqualTo("stranger");
        this.group = this.second;
        assertThat(assignee()).isEqualTo("nobody");
    }

    @Test
    void whoWereAssignedBetweenTwoLooksAreHeardOneAfterAnother() {
        setAssignee("ada");
        var first = this.group;
        this.group = this.second;
        setAssignee("bob");

        assertThat(synchronise()).isEqualTo(new IssueSync.Result("in-step", "pushed", true));
        assertThat(assignee()).isEqualTo("bob");
        assertThat(synchronise()).isEqualTo(new IssueSync.Result("in-step", "pushed", false));

        assertThat(this.tracker.writes).containsExactly("assignee a-ada", "assignee a-bob");
        this.group = first;
        assertThat(assignee()).isEqualTo("bob");
        assertThat(synchronise().assignee()).isEqualTo("none");
    }

    @Test
    void aStrangerAssignedMeanwhileKeepsNobodyElseFromTheIssue() {
        setAssignee("stranger");
        this.group = this.second;
        setAssignee("ada");

        assertThat(synchronise()).isEqualTo(new IssueSync.Result("in-step", "skipped", true));
        assertThat(synchronise()).isEqualTo(new IssueSync.Result("in-step", "pushed", false));

        assertThat(this.tracker.writes).containsExactly("assignee a-ada");
        assertThat(assignee()).isEqualTo("ada");
    }

    @Test
    void whatIsNewsToOneGroupOnlyComesToThatOne() {
        setAssignee("bob");
        synchronise();
        this.tracker.edit("doing", "a-ada");
        var first = this.group;
        this.group = group("ef", "in-progress");
        var late = link(this.integration, this.group, "found");
        setAssignee("ada");
        this.jdbc.sql("""
                update link set agreed_at = now(), agreed_state = 'in-progress', agreed_status = 'doing',
                  agreed_assignee = 'ada', agreed_account = 'a-ada' where id = ?""").param(late).update();
        this.tracker.edit("doing", "a-bob");

        assertThat(synchronise().assignee()).isEqualTo("pulled");

        assertThat(assignee()).isEqualTo("bob");
        this.group = first;
        assertThat(assignee()).isEqualTo("bob");
    }

    @Test
    void whenTheLeadingLinkEndsTheIssueStaysWithItsWorker() {
        mark();
        markTheSecond();
        this.tracker.meanwhile = () -> {
            this.tracker.meanwhile = () -> {
            };
            endTheLeadingLink();
            assertThatThrownBy(() -> this.sync.sync(secondLink())).isInstanceOf(NotYet.class);
        };

        synchronise();

        assertThat(this.tracker.reads).isEqualTo(1);
        markTheSecond();
        assertThat(this.sync.sync(secondLink()).state()).as("once it is free").isEqualTo("in-step");
    }

    private void markTheSecond() {
        this.transaction.executeWithoutResult((status) -> this.marks.mark(List.of(secondLink())));
    }

    private long secondLink() {
        return this.jdbc.sql("select id from link where group_id = ?").param(this.second).query(Long.class).single();
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
