package io.tracebridge.sync;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A closed issue whose error came back, with fourteen days where days count. */
class ReopenPolicyTest {

    @ParameterizedTest(name = "{0}: {1}, closed for {2} days")
    @CsvSource({ "never, RESOLVED, 0, closed", "never, RESOLVED, 400, closed", "never, MUTED, 0, closed",
            "always, RESOLVED, 0, open", "always, RESOLVED, 400, open", "always, MUTED, 0, closed",
            "within, RESOLVED, 0, open", "within, RESOLVED, 14, open", "within, RESOLVED, 15, closed",
            "within, MUTED, 0, closed", "regression, RESOLVED, 0, new", "regression, RESOLVED, 400, new",
            "regression, MUTED, 0, closed" })
    void whenAReportOpenedTheGroup(String policy, GroupState issue, int days, String verdict) {
        assertThat(word(ReopenPolicy.of(policy, 14).of(issue, true, Duration.ofDays(days)))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource
    void whatAPersonOpensIsAlwaysOpened(ReopenPolicy.Kind policy) {
        for (var issue : GroupState.values()) {
            assertThat(word(new ReopenPolicy(policy, 14).of(issue, false, Duration.ofDays(400)))).isEqualTo("open");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIssueThatIsNotClosedIsNotAskedAbout(ReopenPolicy.Kind policy) {
        assertThat(word(new ReopenPolicy(policy, 0).of(GroupState.OPEN, true, Duration.ofDays(1)))).isEqualTo("open");
        assertThat(word(new ReopenPolicy(policy, 0).of(GroupState.IN_PROGRESS, true, Duration.ofDays(1))))
            .isEqualTo("open");
    }

    @Test
    void theLastMomentOfTheDaysStillCounts() {
        var policy = ReopenPolicy.of("within", 1);

        assertThat(word(policy.of(GroupState.RESOLVED, true, Duration.ofDays(1)))).isEqualTo("open");
        assertThat(word(policy.of(GroupState.RESOLVED, true, Duration.ofDays(1).plusMillis(1)))).isEqualTo("closed");
    }

    @Test
    void aTrackersClockAheadOfOursMakesNoIssueOld() {
        assertThat(word(ReopenPolicy.of("within", 0).of(GroupState.RESOLVED, true, Duration.ofSeconds(-30))))
            .isEqualTo("open");
    }

    private static String word(ReopenPolicy.Verdict verdict) {
        return switch (verdict) {
            case ReopenPolicy.Verdict.Reopen reopen -> "open";
            case ReopenPolicy.Verdict.LeaveClosed closed -> "closed";
            case ReopenPolicy.Verdict.NewIssue issue -> "new";
        };
    }

}
