package io.tracebridge.tracker.redmine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Issues as they stand, and as people name them. */
class RedmineReadingTest extends RedmineFixture {

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void readsWhetherTheStatusIsAClosedOne(boolean issuesSaySo) {
        this.redmine.saysClosed = issuesSaySo;
        var open = client().create(draft("Open"), MARKER);
        var closed = client().create(draft("Closed", Map.of("Status", "Closed")), MARKER);

        assertThat(client().get(open.ref()).status()).isEqualTo(new Issue.Status("1", "New", "open", ""));
        assertThat(client().get(closed.ref()).status()).isEqualTo(new Issue.Status("5", "Closed", "closed", ""));
    }

    @Test
    void anIssueMovedOutOfSightIsGone() {
        var created = client().create(draft("Crash"), MARKER);
        this.redmine.issue("1").put("hidden", true);

        assertThatExceptionOfType(TrackerException.IssueGone.class).isThrownBy(() -> client().get(created.ref()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "#1", " 1 ", "%s/issues/1", "%s/issues/1.json", "%s/issues/1/edit?x=y#note-3" })
    void locatesWhatPeopleCallAnIssue(String text) {
        var created = client().create(draft("Crash"), MARKER).ref();

        assertThat(client().locate(text.formatted(this.redmine.url() + "/redmine")).ref()).isEqualTo(created);
    }

    @ParameterizedTest
    @ValueSource(strings = { "#0", "SHOP-1", "%s/projects/shop", "%s/issues", "%s/issues/1x", "%s/../issues/1",
            "http://elsewhere.example.com/redmine/issues/1" })
    void saysWhatWouldNameAnIssue(String text) {
        client().create(draft("Crash"), MARKER);

        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> client().locate(text.formatted(this.redmine.url() + "/redmine")))
            .withMessageContaining("such as #12")
            .satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD));
    }

    @Test
    void listsWhatIssuesTake() {
        var catalog = client().catalog();

        assertThat(catalog.projects()).containsExactly(new Catalog.Choice("shop", "Shop"));
        assertThat(catalog.issueTypes()).containsExactly(new Catalog.Choice("1", "Bug"),
                new Catalog.Choice("2", "Feature"));
        assertThat(catalog.fields())
            .contains(new Catalog.Field("priority_id", "Priority", "list", false, List.of("Low", "Normal", "High")),
                    new Catalog.Field("3", "Browsers", "list", false, List.of("Firefox", "Chrome")))
            .extracting(Catalog.Field::name)
            .contains("Assignee", "Category")
            .doesNotContain("Start date");
        assertThat(catalog.people("tess@example.org")).containsExactly(FakeChanges.TESS);
    }

    @Test
    void listsWhatOthersThanAdministratorsMaySee() {
        this.redmine.admin = false;

        assertThat(client().catalog().fields()).contains(new Catalog.Field("4", "Log", "", false, List.of()));
        assertThat(client().catalog().people("triager")).containsExactly(FakeChanges.TESS);
        assertThat(client().catalog().people("tess@example.org")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "New, open, OPEN", "In Progress, open, IN_PROGRESS", "Unassigned, open, OPEN",
            "Resolved, open, IN_PROGRESS", "Feedback, open, OPEN", "Closed, closed, RESOLVED",
            "In Progress, closed, RESOLVED", "Rejected, closed, MUTED", "Won't fix, closed, MUTED",
            "Won\u2019t Fix, closed, MUTED", "Rejected, open, OPEN", "New, '', OPEN" })
    void knowsWhatStatusesMean(String name, String category, GroupState meaning) {
        assertThat(tracker().meaning(new Issue.Status("1", name, category, ""))).isEqualTo(meaning);
    }

    @Test
    void pollingStartsAnewWhereAnIssueMovedUpMeanwhile() {
        var refs = IntStream.range(0, 120).mapToObj((n) -> client().create(draft("Crash " + n), MARKER).ref()).toList();
        refs.forEach((ref) -> this.redmine.issue(ref.id()).put("updated_on", "2026-07-01T00:00:00Z"));
        var start = Changes.Cursor.at(Instant.parse("2026-07-01T00:00:00.7Z"));
        var first = client().changesSince(start);
        assertThat(first.issues()).hasSize(100).isEqualTo(refs.subList(0, 100));
        assertThat(first.more()).isTrue();

        this.redmine.issue("7").put("updated_on", "2026-07-01T00:00:05Z");

        var anew = client().changesSince(first.next());
        assertThat(anew.issues()).isEmpty();
        assertThat(anew.more()).isTrue();
        var again = client().changesSince(anew.next());
        var rest = client().changesSince(again.next());
        assertThat(Stream.concat(again.issues().stream(), rest.issues().stream())).containsAll(refs);
        assertThat(rest.more()).isFalse();
        assertThat(rest.next()).isEqualTo(Changes.Cursor.at(Instant.parse("2026-06-30T23:59:55Z")));
    }

    @Test
    void pollingDoesNotTakeAStrangersViewForTheWhole() {
        this.redmine.open = true;

        assertThatExceptionOfType(TrackerException.CredentialRefused.class).isThrownBy(
                () -> tracker().connect(this.redmine.wrongConnection()).changesSince(Changes.Cursor.at(longAgo())));
    }

}
