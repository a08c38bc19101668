package io.tracebridge.tracker;

import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The versions in which an issue is fixed. */
interface FixVersionContract extends UnderContract {

    @Test
    @Proves(Capability.FIX_VERSIONS)
    default void readsTheVersionsInWhichAnIssueIsFixed() {
        var ref = someIssue();
        assertThat(client().versions(ref, "")).isEmpty();

        fake().fixedIn(ref.id(), "2.4.0");

        assertThat(client().versions(ref, "")).containsExactly("2.4.0");
    }

    @Test
    @Proves(Capability.FIX_VERSIONS)
    default void versionsInAFieldThatIsNotThereAreRefused() {
        var ref = someIssue();

        var refused = catchThrowableOfType(Rejected.class, () -> client().versions(ref, "no such field"));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refused.fields()).containsOnlyKeys("no such field");
    }

    @Test
    @Proves(Capability.FIX_VERSIONS)
    default void anIssueThatIsGoneHasNoVersions() {
        var ref = someIssue();
        fake().delete(ref.id());

        assertThat(catchThrowableOfType(TrackerException.IssueGone.class, () -> client().versions(ref, "")))
            .isNotNull();
    }

}
