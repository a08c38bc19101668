package io.tracebridge.tracker.gitlab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Issue.Status;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException.IssueGone;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** How issues are found, followed, changed and watched in GitLab. */
class GitLabSyncTest extends GitLabFixture {

    @ParameterizedTest
    @CsvSource({ "opened, web, ''", "opened, status:in-progress, status:in-progress", "opened, muted, ''",
            "closed, status:in-progress, ''", "closed, muted, muted" })
    void aLabelCountsInItsOwnStateOnly(String state, String label, String resolution) {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.gitlab.item(ref.id()).state = state;
        this.gitlab.item(ref.id()).labels.add(label);

        var name = state.equals("opened") ? "Open" : "Closed";
        assertThat(client().get(ref).status())
            .isEqualTo(new Status(state, resolution.isEmpty() ? name : name + ", " + resolution, state, resolution));
    }

    @Test
    void changesStateAndLabelsInOneCallAndLeavesOtherLabelsAlone() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        client().setStatus(ref, "opened:status:in-progress", Map.of());

        client().setStatus(ref, "closed:muted", Map.of());

        assertThat(this.gitlab.item(ref.id()).labels).containsExactly("tracebridge", "muted");
        assertThat(lastBody())
            .isEqualTo("{\"state_event\":\"close\",\"add_labels\":\"muted\",\"remove_labels\":\"status:in-progress\"}");
    }

    @Test
    void saysSoWhenTheRoleIsTooLowForALabel() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.gitlab.role = 10;

        var rejected = catchThrowableOfType(Rejected.class,
                () -> client().setStatus(ref, "opened:status:in-progress", Map.of()));

        assertThat(rejected.reason()).isEqualTo(Reason.TRANSITION_UNAVAILABLE);
        assertThat(rejected).hasMessageContaining("Reporter");
    }

    @Test
    void unassigningSendsUserZero() {
        var ref = client().create(owned("5", Map.of()), MARKER).ref();

        client().setAssignee(ref, Optional.empty());

        assertThat(lastBody()).isEqualTo("{\"assignee_ids\":[0]}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "-5", "jane", "" })
    void noOddAccountUnassigns(String account) {
        var ref = client().create(owned("5", Map.of()), MARKER).ref();

        var rejected = catchThrowableOfType(Rejected.class, () -> client().setAssignee(ref, Optional.of(account)));

        assertThat(rejected.fields()).containsOnlyKeys("assignee_ids");
        assertThat(this.gitlab.standing(ref.id()).assignee()).contains("5");
    }

    @Test
    void assigningWhoIsAssignedAlreadyWritesNothing() {
        var ref = client().create(owned("5", Map.of()), MARKER).ref();

        client().setAssignee(ref, Optional.of("5"));

        assertThat(this.gitlab.standing(ref.id()).writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "#1", "1", " acme/shop#1", "URL/acme/shop/-/issues/1", "URL/acme/shop/-/work_items/1",
            "URL/acme/shop/issues/1", "URL/acme/shop/-/issues/1/designs", "URL/acme/shop/-/issues/1#note_7" })
    void anIssueIsLocatedByWhateverNamesIt(String text) {
        var ref = client().create(draft("Crash"), MARKER).ref();

        assertThat(client().locate(text.replace("URL", this.gitlab.url())).ref()).isEqualTo(ref);
        assertThat(tracker().connect(this.gitlab.byNumber()).locate(text.replace("URL", this.gitlab.url())).ref())
            .isEqualTo(ref);
    }

    @ParameterizedTest
    @ValueSource(strings = { "acme/archive#1", "URL/acme/archive/-/issues/1", "URL/acme/shop/-/merge_requests/1",
            "URL.example.com/acme/shop/-/issues/1", "https://gitlab.com/acme/shop/-/issues/1", "shop#1", "!1" })
    void whatIsElsewhereIsRefused(String text) {
        client().create(draft("Crash"), MARKER);
        this.gitlab.add(FakeGitLab.ARCHIVE, FakeGitLab.BOT, "Elsewhere", Duration.ZERO);

        var rejected = catchThrowableOfType(Rejected.class,
                () -> client().locate(text.replace("URL", this.gitlab.url())));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void changesAMovedIssueWhereItIsNow() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.gitlab.move(ref.id());

        assertThat(client().setStatus(ref, "closed", Map.of()).ref().id()).isEqualTo("15/1");
        assertThat(this.gitlab.standing("15/1").status()).isEqualTo("closed");
    }

    @Test
    void anIssueThatWasMovedOutOfSightIsGone() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.gitlab.move(ref.id());
        this.gitlab.archiveHidden = true;

        assertThat(catchThrowableOfType(IssueGone.class, () -> client().get(ref))).hasMessageContaining("moved");
    }

    @Test
    void noIssueIsGoneBecauseTheTokenLostItsProjectOrIssuesAreDisabled() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.gitlab.hidden = true;
        assertThat(catchThrowableOfType(Rejected.class, () -> client().get(ref)).reason())
            .isEqualTo(Reason.PROJECT_MISSING);

        this.gitlab.hidden = false;
        this.gitlab.json.issuesEnabled = false;
        assertThat(catchThrowableOfType(Rejected.class, () -> client().get(ref)))
            .hasMessageContaining("Issues are disabled in acme/shop");
    }

    @Test
    void inARenamedProjectIssuesAreStillReadButNoneCreated() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.gitlab.renamed = true;

        assertThat(client().get(ref).ref()).isEqualTo(ref);
        assertThat(client().changesSince(Changes.Cursor.at(longAgo())).issues()).containsExactly(ref);
        assertThat(catchThrowableOfType(Rejected.class, () -> client().create(draft("Crash"), MARKER)).reason())
            .isEqualTo(Reason.PROJECT_MISSING);
    }

    @Test
    void pollingPassesAPageWhoseIssuesAllChangedAtOnce() {
        var moment = Instant.parse("2026-07-01T08:00:00.123Z");
        var all = Stream.generate(() -> this.gitlab.add(FakeGitLab.SHOP, FakeGitLab.JANE, "Bulk", Duration.ZERO))
            .limit(120)
            .peek((item) -> item.updatedAt = moment)
            .map(GitLabItem::id)
            .toList();

        var first = client().changesSince(Changes.Cursor.at(moment));
        var second = client().changesSince(first.next());
        var third = client().changesSince(second.next());

        assertThat(Stream.of(first, second, third).flatMap((changes) -> changes.issues().stream()).map(IssueRef::id))
            .containsExactlyElementsOf(all);
        assertThat(List.of(first.more(), second.more(), third.more())).containsExactly(true, true, false);
    }

    /** Until then it may still be writing a change with an earlier time. */
    @Test
    void pollingStaysAMinuteBehindGitLabsClock() {
        client().create(draft("Crash"), MARKER);
        var begin = Instant.now();

        var next = Instant.parse(client().changesSince(Changes.Cursor.at(longAgo())).next().value());

        assertThat(next).isBetween(begin.minusSeconds(62), begin.minusSeconds(50));
    }

    @Test
    void pollingNeverTurnsBack() {
        var cursor = Changes.Cursor.at(Instant.now());

        assertThat(client().changesSince(cursor).next()).isEqualTo(cursor);
    }

    private String lastBody() {
        return this.gitlab.requests().getLast().getBody().utf8();
    }

}
