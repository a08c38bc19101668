package io.tracebridge.workflow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import io.tracebridge.integration.Integration;
import io.tracebridge.link.IssueOutcomes;
import io.tracebridge.link.Rejection;
import io.tracebridge.tracker.TrackerException.Conflict;
import io.tracebridge.tracker.TrackerException.CredentialRefused;
import io.tracebridge.tracker.TrackerException.IssueGone;
import io.tracebridge.tracker.TrackerException.NotTheTracker;
import io.tracebridge.tracker.TrackerException.RateLimited;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class FailurePolicyTest {

    private final FailurePolicy policy = new FailurePolicy(new Random(42));

    static Stream<Arguments> waits() {
        return Stream.of(
                arguments(IssueOutcomes.notYet("another worker is creating this issue", Duration.ofSeconds(5)), 5),
                arguments(IssueOutcomes.notYet("now", Duration.ZERO), 1),
                arguments(IssueOutcomes.notYet("past", Duration.ofSeconds(-9)), 1),
                arguments(new RateLimited("429", Duration.ofSeconds(90)), 90),
                arguments(new RateLimited("429", Duration.ofDays(3650)), 86_400),
                arguments(new CredentialRefused("401"), 60));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void waitsAsToldWithoutSpendingARetry(Exception reason, long seconds) {
        for (var retries : List.of(6, 1)) {
            var outcome = (JobOutcome.Failed) this.policy.decide(reason, job(retries));

            assertThat(outcome.retries()).isEqualTo(retries);
            assertThat(outcome.backoff()).isBetween(Duration.ofSeconds(seconds),
                    Duration.ofSeconds(seconds).multipliedBy(6).dividedBy(5));
            assertThat(outcome.message())
                .isEqualTo("Waiting to create issue for integration 7, group 12: " + reason.getMessage());
        }
    }

    @Test
    void whatWaitsForAnIntegrationIsKeptUntilThatIsUsedAgain() {
        var integration = new Integration(7, 1, "shop", "Jira", "jira-cloud", Integration.State.ENABLED, null, null,
                null, null, Optional.empty());

        var outcome = (JobOutcome.Held) this.policy.decide(IssueOutcomes.paused(integration, "401"), job(3));

        assertThat(outcome.integrationId()).isEqualTo(7);
        assertThat(outcome.otherwise().retries()).isEqualTo(3);
        assertThat(outcome.otherwise().backoff()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(72));
        assertThat(outcome.otherwise().message()).endsWith("integration \"Jira\" of project shop is paused: 401");
    }

    static Stream<Arguments> mendable() {
        return Stream.of(
                arguments(new Unavailable("GitHub did not answer", (Throwable) null),
                        "GitHub did not answer. Check that the tracker runs and can be reached from here."),
                arguments(new NotTheTracker("It answered with an HTML page titled \"Sign in\"."),
                        "It answered with an HTML page titled \"Sign in\". Check the integration's address, and whether a proxy or a login page stands before the tracker."),
                arguments(new Conflict("409"),
                        "409. Something else keeps changing the issue at the same time; find out what."),
                arguments(new QueryTimeoutException("select 'secret'"),
                        "the database failed (QueryTimeoutException). Check that PostgreSQL runs and can be reached; the log says more under job 99."),
                arguments(new CannotCreateTransactionException("secret"),
                        "the database failed (CannotCreateTransactionException). Check that PostgreSQL runs and can be reached; the log says more under job 99."),
                arguments(new IllegalStateException("secret"),
                        "a fault in the program (IllegalStateException). The log says more under job 99."));
    }

    @ParameterizedTest
    @MethodSource("mendable")
    void triesAgainWhatMayMendItselfAndThenSaysWhatToDo(Exception failure, String words) {
        var early = (JobOutcome.Failed) this.policy.decide(failure, job(6));
        assertThat(early.retries()).isEqualTo(5);
        assertThat(early.backoff()).isPositive();
        assertThat(early.message()).endsWith(words);

        var last = (JobOutcome.Failed) this.policy.decide(failure, job(1));
        assertThat(last.retries()).isZero();
        assertThat(last.message())
            .isEqualTo("Could not create issue for integration 7, group 12: " + words + " Then retry in Operate.");
    }

    static Stream<Arguments> forPeople() {
        return Stream.of(
                arguments(new IssueGone("Jira no longer shows the issue"),
                        "Jira no longer shows the issue. Link the group to another issue, or unlink it."),
                arguments(new Rejected(Reason.FORBIDDEN, "Jira forbids it: no", Map.of()),
                        "Jira forbids it: no. Correct the integration, or its account's rights in the tracker."));
    }

    @ParameterizedTest
    @MethodSource("forPeople")
    void doesNotTryAgainWhatOnlyAPersonCanMend(Exception failure, String words) {
        var outcome = (JobOutcome.Failed) this.policy.decide(failure, job(6));

        assertThat(outcome.retries()).isZero();
        assertThat(outcome.message())
            .isEqualTo("Could not create issue for integration 7, group 12: " + words + " Then retry in Operate.");
    }

    @Test
    void namesAreSaidInsteadOfIdsWhereTheyAreKnown() {
        var job = job(1).about("group 1a2b3c4, integration \"Jira\" of project shop");

        var outcome = (JobOutcome.Failed) this.policy.decide(new Unavailable("Jira did not answer", (Throwable) null),
                job);

        assertThat(outcome.message())
            .isEqualTo("Could not create issue for group 1a2b3c4, integration \"Jira\" of project shop: "
                    + "Jira did not answer. Check that the tracker runs and can be reached from here. Then retry in Operate.");
    }

    @Test
    void aRejectedIssueLeavesByItsModelledWay() {
        var rejection = new Rejection("r-1", 9, "no", "FORBIDDEN", "shop", "JIRA TEST", "jira-cloud", "title",
                List.of());

        assertThat(this.policy.decide(IssueOutcomes.rejected(rejection), job(6)))
            .isEqualTo(new JobOutcome.Rejected(rejection));
    }

    @Test
    void anUnavailableTrackerThatNamesATimeIsNotAskedSooner() {
        var outcome = (JobOutcome.Failed) this.policy
            .decide(new Unavailable("503", Optional.of(Duration.ofMinutes(30))), job(6));

        assertThat(outcome.backoff()).isEqualTo(Duration.ofMinutes(30));
        assertThat(outcome.retries()).isEqualTo(5);
    }

    @Test
    void aMessageIsOneLineAndShort() {
        var outcome = (JobOutcome.Failed) this.policy
            .decide(new Unavailable("line\nnext" + "x".repeat(100_000), (Throwable) null), job(1));

        assertThat(outcome.message()).hasSizeLessThan(1200)
            .doesNotContain("\n")
            .endsWith("Check that the tracker runs and can be reached from here. Then retry in Operate.");
    }

    @ParameterizedTest
    @CsvSource({ "9, 5", "6, 5", "5, 20", "4, 80", "3, 300", "2, 900", "1, 900" })
    void backsOffUnderACeilingThatGrowsWithEachTry(int retries, long seconds) {
        var random = new Random(7);
        var backoffs = Stream.generate(() -> RetryBackoff.afterTry(retries, random)).limit(1000).toList();

        assertThat(backoffs)
            .allSatisfy((backoff) -> assertThat(backoff).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(seconds)));
        assertThat(backoffs).anySatisfy((backoff) -> assertThat(backoff)
            .isGreaterThan(Duration.ofSeconds(seconds).multipliedBy(9).dividedBy(10)));
    }

    @ParameterizedTest
    @CsvSource({ "1, 200", "2, 400", "5, 3200", "7, 10000", "1000000, 10000" })
    void doublesUpToTheLongest(int failures, long millis) {
        var random = new Random(7);
        var pauses = Stream
            .generate(() -> RetryBackoff.doubling(Duration.ofMillis(200), Duration.ofSeconds(10), failures, random))
            .limit(1000)
            .toList();

        assertThat(pauses)
            .allSatisfy((pause) -> assertThat(pause).isPositive().isLessThanOrEqualTo(Duration.ofMillis(millis)))
            .anySatisfy((pause) -> assertThat(pause).isGreaterThan(Duration.ofMillis(millis * 9 / 10)));
    }

    private static JobFacts job(int retries) {
        return new JobFacts(99, JobTypes.CREATE_ISSUE, retries, Map.of("integrationId", 7, "groupId", 12));
    }

}
