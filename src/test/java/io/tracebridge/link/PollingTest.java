package io.tracebridge.link;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException.CredentialRefused;
import io.tracebridge.tracker.TrackerException.NotTheTracker;
import io.tracebridge.tracker.TrackerException.RateLimited;
import io.tracebridge.tracker.TrackerException.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

/** What one look at a tracker leaves behind. */
class PollingTest extends PollTest {

    private static final IssueRef STRANGER = new IssueRef("99", "T-99", "https://tracker.example/T-99");

    @Test
    void whatAPersonChangedAtTheTrackerIsMarkedAndComesOver() {
        this.tracker.edit("done", null);

        assertThat(poll()).isEqualTo(new Polling.Result("done", 1));

        assertThat(dirty()).isTrue();
        assertThat(messages()).containsExactly("link-changed");
        assertThat(synchronise().state()).isEqualTo("pulled");
        assertThat(state()).isEqualTo("resolved");
    }

    @Test
    void theFirstLookBeginsABitBeforeTheFirstLinkAndLaterOnesWhereTheLastEnded() {
        this.tracker.pages.add(page(LATER, false));

        poll();
        poll();

        assertThat(this.tracker.looks).containsExactly("2025-12-31T23:50:00Z", LATER.value());
    }

    @ParameterizedTest
    @CsvSource({ "10, T-10, true", "10, '', true", "'', T-10, true", "10, T-11, true", "11, T-11, false",
            "'', '', false", "T-10, 10, false" })
    void ourLinksAreFoundByIdOrKey(String id, String key, boolean found) {
        this.tracker.pages.add(page(LATER, false, new IssueRef(id, key, "")));

        assertThat(poll().links()).isEqualTo(found ? 1 : 0);
        assertThat(dirty()).isEqualTo(found);
    }

    @Test
    void issuesOfOthersAndLinksThatEndedAreLeftAlone() {
        this.jdbc.sql("update link set state = 'unlinked'").update();
        link(this.integration, group("cd", "open"), "found");
        this.jdbc.sql("update link set dirty_since = null").update();
        this.tracker.pages.add(page(LATER, false, STRANGER, StatefulTracker.REF));

        assertThat(poll()).isEqualTo(new Polling.Result("done", 1));
        assertThat(dirty()).isFalse();
    }

    @Test
    void allPagesAreReadInOneLook() {
        var second = new Changes.Cursor("2026-02-01T00:00:00Z");
        this.tracker.pages.add(page(second, true, STRANGER));
        this.tracker.pages.add(page(LATER, false, StatefulTracker.REF));

        assertThat(poll()).isEqualTo(new Polling.Result("done", 1));
        assertThat(this.tracker.looks).endsWith(second.value());
        assertThat(integration("poll_cursor")).isEqualTo(LATER.value());
    }

    @Test
    void aTrackerWithEndlessPagesIsLeftInTimeAndGoesOnAtOnce() {
        IntStream.range(0, 30)
            .forEach((n) -> this.tracker.pages
                .add(page(new Changes.Cursor("2026-01-%02dT00:00:00Z".formatted(n + 1)), true, STRANGER)));

        assertThat(poll().outcome()).isEqualTo("more");

        assertThat(this.tracker.looks).hasSize(20);
        assertThat(integration("poll_cursor")).isEqualTo("2026-01-20T00:00:00Z");
        assertThat(dueIn()).isZero();
    }

    @Test
    void troubleAfterAPageKeepsThePage() {
        this.tracker.pages.add(page(LATER, true, StatefulTracker.REF));
        this.tracker.meanwhile = () -> {
            if (this.tracker.looks.size() == 2) {
                this.tracker.failures.add(new RateLimited("slow down", Duration.ofMinutes(7)));
            }
        };

        assertThat(poll()).isEqualTo(new Polling.Result("failed", 1));

        assertThat(dirty()).isTrue();
        assertThat(integration("poll_cursor")).isEqualTo(LATER.value());
        assertThat(integration("poll_error")).isEqualTo("slow down");
        assertThat(dueIn()).isEqualTo(420);
    }

    @Test
    void anIdleTrackerThatRepeatsItsLastChangeCostsNoReadsForLong() {
        this.tracker.edit("todo", null);

        for (var minute = 0; minute < 10; minute++) {
            poll();
            synchronise();
            setIntegration("poll_answer_at = poll_answer_at - interval '1 minute'");
        }

        assertThat(this.tracker.looks).hasSize(10);
        assertThat(this.tracker.reads).isEqualTo(2);
    }

    @Test
    void aSecondChangeWithinTheSameSecondIsNotTakenForTheFirst() {
        this.tracker.edit("todo", null);
        poll();
        synchronise();
        var sameSecond = this.tracker.issue().updatedAt();
        this.tracker.edit("done", null);
        this.tracker.dated(sameSecond);

        poll();
        synchronise();

        assertThat(state()).isEqualTo("resolved");
    }

    @Test
    void aChangeAfterALongSilenceIsSeen() {
        for (var minute = 0; minute < 4; minute++) {
            poll();
            synchronise();
            setIntegration("poll_answer_at = poll_answer_at - interval '1 minute'");
        }
        assertThat(poll().links()).isZero();

        this.tracker.edit("done", null);

        assertThat(poll().links()).isEqualTo(1);
    }

    @Test
    void aChangeThatNobodyToldOfIsReportedAsAGapAndOneThatWasKnownIsNot() {
        this.tracker.edit("done", null);
        poll();
        verifyNoInteractions(this.gap, this.redelivery);

        synchronise();
        poll();
        verify(this.gap, never()).pollingFound(anyLong(), anyInt());
        synchronise();

        this.jdbc.sql("update link set issue_seen_at = now() - interval '1 hour'").update();
        poll();
        verify(this.gap).pollingFound(this.integration.id(), 1);
        verify(this.redelivery).ask(this.integration.id());
    }

    @Test
    void aTrackerThatDoesNotAnswerIsAskedLaterAndLater() {
        var waits = IntStream.range(0, 7).mapToLong((n) -> {
            this.tracker.failures.add(new NotTheTracker("a login page answered"));
            assertThat(poll().outcome()).isEqualTo("failed");
            return dueIn();
        });

        assertThat(waits).containsExactly(60L, 120L, 240L, 480L, 960L, 1800L, 1800L);
        assertThat(integration("poll_error")).startsWith("a login page answered");
        assertThat(integration("poll_cursor is null")).isEqualTo("true");

        assertThat(poll().outcome()).isEqualTo("done");
        assertThat(integration("poll_error is null and poll_failures = 0 and polled_at is not null")).isEqualTo("true");
        assertThat(dueIn()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({ "600, 600", "5, 60", "9999999, 86400" })
    void theTrackersOwnWordOnHowLongToWaitHolds(long told, long waited) {
        this.tracker.failures.add(new Unavailable("maintenance", Optional.of(Duration.ofSeconds(told))));

        poll();

        assertThat(dueIn()).isEqualTo(waited);
    }

    @Test
    void aRefusedCredentialPausesTheIntegrationAndIsNotTriedAgain() {
        this.tracker.failures.add(new CredentialRefused("401"));

        assertThat(poll().outcome()).isEqualTo("failed");

        setIntegration("poll_due_at = now()");
        assertThat(this.integrations.find(this.integration.id()).orElseThrow().pause()).isPresent();
        assertThat(this.polling.due()).isEmpty();
        assertThat(poll().outcome()).isEqualTo("none");
        assertThat(this.tracker.looks).hasSize(1);
    }

    @Test
    void aFaultOfOurOwnFailsTheJobAndWaitsLong() {
        this.tracker.failures.add(new IllegalStateException("a bug"));

        assertThatIllegalStateException().isThrownBy(this::poll);

        assertThat(integration("poll_error")).startsWith("a fault in the program (IllegalStateException)");
        assertThat(dueIn()).isEqualTo(1800);
    }

    @Test
    void aPlaceThatCannotBeKeptLeavesNoMarkEither() {
        this.tracker.pages.add(page(new Changes.Cursor("no\0text"), false, StatefulTracker.REF));

        assertThatExceptionOfType(DataAccessException.class).isThrownBy(this::poll);

        assertThat(dirty()).isFalse();
        assertThat(messages()).isEmpty();
    }

    @Test
    void aSaveMeanwhileIsNotOverwrittenByTheOldTrackersPlace() {
        this.tracker.pages.add(page(LATER, false, StatefulTracker.REF));
        this.tracker.meanwhile = () -> configure(polledEvery(120));

        poll();

        assertThat(integration("poll_cursor is null")).isEqualTo("true");
        assertThat(dirty()).isTrue();
    }

}
