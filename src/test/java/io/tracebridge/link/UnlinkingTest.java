package io.tracebridge.link;

import java.util.List;
import java.util.Map;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.triage.GroupRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Unlinking leaves the issue alone and makes room for another. */
class UnlinkingTest extends LinkingSlice {

    GroupRef group;

    long integration;

    @BeforeEach
    void aGroupAndAnIssue() {
        this.integration = integration(true, true, "group").id();
        this.group = group('a', GroupState.OPEN, null);
        this.tracker.has("T-1", GroupState.OPEN, null);
    }

    @Test
    void theLinkIsGoneFromTheListAndTheIssueStays() {
        var link = link(this.group, "T-1").linkId();
        var issue = this.tracker.known.get("T-1");

        assertThat(this.linking.unlink(this.group, link, ACTOR)).isTrue();

        assertThat(this.queries.list(this.group.id())).isEmpty();
        assertThat(this.tracker.known).containsEntry("T-1", issue);
        assertThat(row(link)).containsEntry("state", "unlinked")
            .containsEntry("agreed_at", null)
            .containsEntry("agreed_state", null)
            .containsEntry("dirty_since", null)
            .hasEntrySatisfying("unlinked_at", (at) -> assertThat(at).isNotNull());
        assertThat(this.jdbc.sql("select before ->> 'issue' from activity where kind = 'issue-unlinked' and actor = ?")
            .param(ACTOR)
            .query(String.class)
            .single()).isEqualTo("T-1");
        assertThat(this.linking.unlink(this.group, link, ACTOR)).as("again").isFalse();
    }

    @ParameterizedTest
    @CsvSource({ ", in-progress, open", "ann, in-progress, in-progress", ", resolved, resolved", ", muted, muted" })
    void aGroupInProgressThatNobodyAndNoIssueIsLeftForIsOpenAgain(String assignee, String state, String then) {
        var link = link(this.group, "T-1").linkId();
        this.jdbc.sql("update error_group set assignee = ?, state = ?").params(assignee, state).update();

        this.linking.unlink(this.group, link, ACTOR);

        assertThat(column("state", this.group)).isEqualTo(then);
    }

    @Test
    void aGroupWithAnotherIssueStaysInProgress() {
        this.tracker.has("T-2", GroupState.OPEN, null);
        var first = link(this.group, "T-1").linkId();
        link(this.group, "T-2");

        this.linking.unlink(this.group, first, ACTOR);

        assertThat(column("state", this.group)).isEqualTo("in-progress");
        assertThat(only(this.group).issue()).isEqualTo("T-2");
    }

    @Test
    void theSameIssueCanBeLinkedAnewAndAnotherBeCreated() {
        var first = link(this.group, "T-1").linkId();
        this.linking.unlink(this.group, first, ACTOR);
        var second = link(this.group, "T-1");
        assertThat(second.created()).isTrue();
        assertThat(second.linkId()).isNotEqualTo(first);
        this.linking.unlink(this.group, second.linkId(), ACTOR);

        var created = this.creation.create(request());
        this.linking.unlink(this.group, created.linkId(), ACTOR);
        assertThat(this.creation.create(request()).linkId()).isNotEqualTo(created.linkId());
        assertThat(this.tracker.createCalls).hasSize(2);
    }

    @Test
    void theOtherGroupsOfTheIssueAreSynchronisedWithoutThisOne() {
        var other = group('b', GroupState.RESOLVED, null);
        var link = link(this.group, "T-1").linkId();
        var kept = link(other, "T-1").linkId();
        this.jdbc.sql("update link set dirty_since = null").update();

        this.linking.unlink(this.group, link, ACTOR);

        assertThat(only(other).dirty()).isTrue();
        assertThat(only(other).sharedWith()).isEmpty();
        assertThat(this.jdbc.sql("select payload -> 'variables' ->> 'linkId' from outbox order by id desc limit 1")
            .query(String.class)
            .single()).isEqualTo(Long.toString(kept));
    }

    @Test
    void aQuestionAboutTheLinkEnds() {
        var link = link(this.group, "T-1").linkId();
        this.jdbc.sql("update link set conflict = '{}' where id = ?").param(link).update();
        this.jdbc.sql("delete from outbox").update();

        this.linking.unlink(this.group, link, ACTOR);

        assertThat(row(link)).containsEntry("conflict", null);
        assertThat(this.jdbc
            .sql("select (payload ->> 'name') || ' ' || (payload ->> 'correlationKey') from outbox order by id")
            .query(String.class)
            .list()).contains("link-changed " + link);
    }

    @Test
    void anIssueThatIsBeingCreatedIsWaitedFor() {
        this.tracker.failNext(new TrackerException.Unavailable("no answer", (Throwable) null));
        assertThatThrownBy(() -> this.creation.create(request())).isInstanceOf(TrackerException.Unavailable.class);

        assertThatThrownBy(() -> this.linking.unlink(this.group, only(this.group).id(), ACTOR))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("being created");
    }

    @Test
    void aRefusedIssueIsRemovedOnceSomebodyGaveUpOnIt() {
        this.tracker.failNext(new TrackerException.Rejected(Reason.INVALID_FIELD, "Component is required.", Map.of()));
        assertThatThrownBy(() -> this.creation.create(request())).isInstanceOf(IssueRejected.class);
        var link = only(this.group).id();
        assertThatThrownBy(() -> this.linking.unlink(this.group, link, ACTOR)).isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("give up");
        this.creation.giveUp(request(), "not worth it");

        assertThat(this.linking.unlink(this.group, link, ACTOR)).isTrue();

        assertThat(this.queries.list(this.group.id())).isEmpty();
        assertThat(this.creation.create(request()).issueKey()).isEqualTo("T-1");
    }

    @Test
    void aGroupsLinksAreThoseOfItsFamilyAndNobodyElses() {
        var other = group('b', GroupState.OPEN, null);
        var link = link(other, "T-1").linkId();
        assertThat(this.linking.unlink(this.group, link, ACTOR)).isFalse();
        merge(other, this.group);

        assertThat(this.linking.unlink(this.group, link, ACTOR)).isTrue();
        assertThat(activity(this.group)).isEqualTo(List.of("issue-unlinked"));
    }

    private IssueCreation.Request request() {
        return new IssueCreation.Request(this.integration, this.group.id(), null, null, "group", null, null, null);
    }

}
