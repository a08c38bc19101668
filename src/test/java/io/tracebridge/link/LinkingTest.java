package io.tracebridge.link;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.triage.GroupRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Groups are tied to issues that existed before, and parted from issues. */
class LinkingTest extends LinkingSlice {

    GroupRef group;

    @BeforeEach
    void aGroupAndAnIssue() {
        integration(false, false, "tracker");
        this.group = group('a', GroupState.OPEN, null);
        this.tracker.has("T-1", GroupState.OPEN, "acc-ann");
    }

    @Test
    void aLinkShowsTheIssueAsTheTrackerDoes() {
        assertThat(link(this.group, " https://tracker.example/T-1 ").created()).isTrue();

        assertThat(only(this.group)).satisfies((link) -> {
            assertThat(link.state()).isEqualTo("linked");
            assertThat(link.origin()).isEqualTo("found");
            assertThat(link.issue()).isEqualTo("T-1");
            assertThat(link.url()).isEqualTo("https://tracker.example/T-1");
            assertThat(link.title()).isEqualTo("Title of T-1");
            assertThat(link.issueStatus()).isEqualTo("Is open");
            assertThat(link.issueAssignee()).isEqualTo("acc-ann's name");
            assertThat(link.issueSeenAt()).isNotNull();
            assertThat(link.linkedAt()).isNotNull();
        });
        assertThat(column("state", this.group)).isEqualTo("in-progress");
        assertThat(this.jdbc.sql("select actor, after ->> 'issue' as issue, after ->> 'url' as url, "
                + "after ->> 'title' as title, after ->> 'status' as status from activity where kind = 'issue-linked'")
            .query()
            .singleRow())
            .isEqualTo(Map.of("actor", ACTOR, "issue", "T-1", "url", "https://tracker.example/T-1", "title",
                    "Title of T-1", "status", "Is open"));
    }

    @Test
    void linkingTheSameIssueAgainAnswersTheSameLink() {
        var first = link(this.group, "T-1");

        assertThat(link(this.group, "https://tracker.example/T-1"))
            .isEqualTo(new Linking.Linked(first.linkId(), false));
        assertThat(activity(this.group)).containsExactly("issue-linked", "state-changed");
    }

    @Test
    void manyPeopleAtOnceMakeOneLink() throws Exception {
        var together = new CountDownLatch(1);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var links = IntStream.range(0, 8).mapToObj((n) -> people.submit(() -> {
                together.await();
                return link(this.group, "T-1");
            })).toList();
            together.countDown();
            var made = 0;
            for (var link : links) {
                made += link.get().created() ? 1 : 0;
            }
            assertThat(made).isOne();
        }
        assertThat(this.queries.list(this.group.id())).hasSize(1);
    }

    @Test
    void anIssueThatWasGoneAndIsBackIsTakenUpAgain() {
        var link = link(this.group, "T-1").linkId();
        this.jdbc.sql("update link set state = 'gone', agreed_at = now(), agreed_state = 'open'").update();

        assertThat(link(this.group, "T-1")).isEqualTo(new Linking.Linked(link, true));
        assertThat(row(link)).containsEntry("state", "linked").containsEntry("agreed_at", null);
    }

    @Test
    void anIssueThatAMergedGroupBroughtAlongIsLinkedAlready() {
        var merged = group('b', GroupState.OPEN, null);
        var first = link(merged, "T-1");
        merge(merged, this.group);

        assertThat(link(this.group, "T-1")).isEqualTo(new Linking.Linked(first.linkId(), false));
        assertThat(only(this.group).id()).isEqualTo(first.linkId());
    }

    @Test
    void aMergedGroupSaysWhichGroupToUse() {
        var merged = group('b', GroupState.OPEN, null);
        merge(merged, this.group);
        var now = this.lookup.find(this.project.id(), merged.fingerprint()).orElseThrow();

        assertThatThrownBy(() -> link(now, "T-1")).isInstanceOf(InvalidInputException.class)
            .hasMessageContaining(this.group.fingerprint());
        assertThatThrownBy(() -> this.linking.unlink(now, 1, ACTOR)).isInstanceOf(InvalidInputException.class);
        // Merged between the look-up and the lock.
        assertThatThrownBy(() -> link(merged, "T-1")).isInstanceOf(InvalidInputException.class)
            .hasMessageContaining(this.group.fingerprint());
        assertThat(this.queries.list(this.group.id())).isEmpty();
    }

    @Test
    void oneIssueServesSeveralGroupsAndEachSaysWhich() {
        var other = group('b', GroupState.OPEN, null);
        var third = group('c', GroupState.OPEN, null);
        link(this.group, "T-1");
        link(other, "T-1");
        this.tracker.has("T-2", GroupState.OPEN, null);
        link(third, "T-2");

        assertThat(only(this.group).sharedWith()).containsExactly(other.fingerprint());
        assertThat(only(other).sharedWith()).containsExactly(this.group.fingerprint());
        assertThat(only(third).sharedWith()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "  ", "T-1\u0000", "T-1\nT-2", "long" })
    void textThatCannotNameAnIssueDoesNotReachTheTracker(String text) {
        this.tracker.failNextLocate(new TrackerException.Unavailable("asked", (Throwable) null));

        assertThatThrownBy(() -> link(this.group, text.replace("long", "x".repeat(2001))))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("2000 characters");
    }

    @Test
    void whatTheTrackerDoesNotKnowIsAnErrorInTheFieldWithItsWords() {
        assertThatThrownBy(() -> link(this.group, "issue one")).isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("they are named T-1")
            .extracting("field")
            .isEqualTo("issue");
        assertThatThrownBy(() -> link(this.group, "T-404")).isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("There is no issue T-404.")
            .extracting("field")
            .isEqualTo("issue");
        this.tracker.failNextLocate(new TrackerException.Rejected(Reason.FORBIDDEN, "no permission", Map.of()));
        assertThatThrownBy(() -> link(this.group, "T-1")).isInstanceOf(TrackerException.Rejected.class);
        this.tracker
            .failNextLocate(new TrackerException.Unavailable("maintenance", Optional.of(Duration.ofMinutes(1))));
        assertThatThrownBy(() -> link(this.group, "T-1")).isInstanceOf(TrackerException.Unavailable.class);
        assertThat(this.queries.list(this.group.id())).isEmpty();
        assertThat(activity(this.group)).isEmpty();
    }

    @Test
    void aRefusedCredentialPausesTheIntegration() {
        this.tracker.failNextLocate(new TrackerException.CredentialRefused("401: bad token"));

        assertThatThrownBy(() -> link(this.group, "T-1")).isInstanceOf(TrackerException.CredentialRefused.class);
        assertThatThrownBy(() -> link(this.group, "T-1")).isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("paused (401: bad token)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "stopped", "disabled" })
    void anIntegrationThatIsSwitchedOffLinksNothing(String state) {
        this.jdbc.sql("update integration set state = ?").param(state).update();

        assertThatThrownBy(() -> link(this.group, "T-1")).isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("switched off");
        assertThatThrownBy(() -> this.linking.link(this.project, this.group, "other", "T-1", ACTOR))
            .hasMessageContaining("this project's integrations: scripted");
    }

    @Test
    void aTrackersHostileWordsAreShownAndDoNothing() {
        this.tracker.known.computeIfPresent("T-1", (key, issue) -> new Issue(issue.ref(),
                "a\u0000b\u202e\n<script>" + "x".repeat(900), issue.status(), issue.assignee(), issue.updatedAt()));

        link(this.group, "T-1");

        assertThat(only(this.group).title()).startsWith("ab <script>xxx").hasSizeLessThanOrEqualTo(500);
    }

    @Test
    void anIssueThatWeCreatedIsReadByTheSynchronisation() {
        created();

        assertThat(only(this.group)).satisfies((link) -> {
            assertThat(link.origin()).isEqualTo("created");
            assertThat(link.dirty()).isTrue();
            assertThat(link.issueStatus()).isNull();
        });
        assertThat(this.jdbc.sql("select count(*) from outbox").query(Integer.class).single()).isOne();
    }

    IssueCreation.Created created() {
        return this.creation.create(request());
    }

    IssueCreation.Request request() {
        return new IssueCreation.Request(this.integrations.find(this.project.id(), "scripted").orElseThrow().id(),
                this.group.id(), null, null, "group", null, null, null);
    }

}
