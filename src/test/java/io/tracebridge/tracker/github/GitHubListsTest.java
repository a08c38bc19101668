package io.tracebridge.tracker.github;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Catalog.Choice;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException.IssueGone;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What is found on GitHub: named issues, an admin's choices, changes. */
class GitHubListsTest extends GitHubIssueFixture {

    @ParameterizedTest
    @ValueSource(strings = { "1", "#1", "acme/shop#1", "ACME/Shop#1", "https://github.com/acme/shop/issues/1",
            "https://github.com/acme/shop/issues/1/", "https://github.com/acme/shop/issues/1#issuecomment-5" })
    void anIssueIsNamedAsPeopleDo(String text) {
        assertThat(client().locate(text).ref()).isEqualTo(this.ref);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            other/shop#1                                     | another repository
            https://github.com/acme/web/issues/1             | another repository
            https://evil.example.com/acme/shop/issues/1      | is on github.com
            https://x@github.com/acme/shop/issues/1          | names no issue
            https://github.com/acme/shop/discussions/1       | names no issue
            acme/..#1                                        | names no issue
            SHOP-1                                           | enter its number
            https://a b:[/acme/shop/issues/1                 | is on github.com
            """)
    void whatIsNoIssueOfOursIsRefused(String text, String words) {
        var rejected = catchThrowableOfType(Rejected.class, () -> client().locate(text));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected).hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = { "#1", "https://github.com/acme/shop/pull/1" })
    void aPullRequestIsNotLinked(String text) {
        this.item.pullRequest = true;

        assertThat(catchThrowableOfType(Rejected.class, () -> client().locate(text)))
            .hasMessageContaining("is a pull request");
    }

    @Test
    void aTransferredIssueIsNotLinked() {
        this.github.move("1");

        assertThat(catchThrowableOfType(Rejected.class, () -> client().locate("#1")))
            .hasMessageContaining("was transferred to acme/archive#41");
    }

    @Test
    void aTransferredIssueThatIsDeletedThereIsGone() {
        this.github.move("1");
        var moved = client().get(this.ref).ref();
        this.item.repository = "acme/elsewhere";

        assertThat(catchThrowableOfType(IssueGone.class, () -> client().get(moved)))
            .hasMessageContaining("acme/archive#41");
    }

    @Test
    void aRenamedRepositorysIssuesAreStillWritten() {
        this.github.fullName = "acme/store";

        client().setStatus(this.ref, "closed:completed", Map.of());

        assertThat(this.item.state).isEqualTo("closed");
    }

    @Test
    void anAdminChoosesARepositoryThatTakesIssues() {
        assertThat(client().catalog().projects()).containsExactly(new Choice("acme/shop", "acme/shop"));
        var chosen = new Connection(Map.of("baseUrl", this.github.url(), "repository", "acme/shop"),
                this.github.connection().credential());
        assertThat(tracker().connect(chosen).get(this.ref).title()).isEqualTo("Crash");
    }

    @Test
    void anAppOffersTheRepositoriesThatItIsInstalledOn() {
        this.github.app = true;

        assertThat(client().catalog().projects()).extracting(Choice::id).containsExactly("acme/shop");
    }

    @Test
    void offersWhatAnIssueCanCarry() {
        assertThat(client().catalog().fields()).containsExactly(
                new Catalog.Field("labels", "Labels", "names, split by commas", false, List.of()),
                new Catalog.Field("milestone", "Milestone", "number", false, List.of("7")),
                new Catalog.Field("type", "Type", "name", false, List.of("Bug")));
    }

    @Test
    void anybodyIsEverybodyWhoCanBeAssigned() {
        assertThat(client().catalog().people("")).extracting(Issue.Account::id)
            .containsExactly("hubot", "octocat", "tracebridge-bot");
    }

    @Test
    void pullRequestsAreNoChanges() {
        this.item.pullRequest = true;
        this.github.add("octocat", "Another", Duration.ZERO);

        assertThat(changes(new Changes.Cursor("2026-01-01T00:00:00Z"))).containsExactly("2");
    }

    @Test
    void changesComeOldestFirst() {
        this.github.add("octocat", "Another", Duration.ZERO).updatedAt = hoursAgo(3);
        this.item.updatedAt = hoursAgo(2);

        assertThat(changes(Changes.Cursor.at(hoursAgo(4)))).containsExactly("2", "1");
        assertThat(changes(Changes.Cursor.at(hoursAgo(1)))).isEmpty();
    }

    @Test
    void aChangeThatHasSettledIsSeenOnceAndAFreshOneAgain() {
        this.item.updatedAt = hoursAgo(1);
        var next = client().changesSince(Changes.Cursor.at(hoursAgo(2))).next();
        assertThat(changes(next)).isEmpty();

        this.item.updatedAt = hoursAgo(0);
        var again = client().changesSince(next);
        assertThat(again.issues()).hasSize(1);
        assertThat(changes(again.next())).containsExactly("1");
    }

    @Test
    void moreChangesInOneSecondThanAPageHoldsAreAllSeen() {
        var second = hoursAgo(1);
        IntStream.range(0, 330).forEach((n) -> this.github.add("octocat", "Bulk", Duration.ZERO));
        IntStream.rangeClosed(1, 331).forEach((n) -> this.github.item(String.valueOf(n)).updatedAt = second);
        this.github.add("octocat", "Later", Duration.ZERO);

        assertThat(changes(Changes.Cursor.at(hoursAgo(2)))).contains("1", "100", "101", "250", "331", "332")
            .hasSizeGreaterThanOrEqualTo(332);
    }

    @Test
    void anIssueThatChangesBetweenTwoPagesHidesNoOther() {
        for (var n = 1; n <= 150; n++) {
            this.github.add("octocat", "Crash", Duration.ZERO);
            this.github.item(String.valueOf(n)).updatedAt = hoursAgo(5).plusSeconds(n);
        }
        var first = client().changesSince(Changes.Cursor.at(hoursAgo(6)));
        assertThat(first.more()).isTrue();

        this.item.updatedAt = hoursAgo(0);

        assertThat(changes(first.next())).contains("101", "150", "1");
    }

    private List<String> changes(Changes.Cursor from) {
        var seen = new ArrayList<String>();
        var cursor = from;
        for (var more = true; more;) {
            var changes = client().changesSince(cursor);
            changes.issues().forEach((issue) -> seen.add(issue.id()));
            cursor = changes.next();
            more = changes.more();
        }
        return seen;
    }

    private static Instant hoursAgo(int hours) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(hours));
    }

}
