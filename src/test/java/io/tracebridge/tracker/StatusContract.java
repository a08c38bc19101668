package io.tracebridge.tracker;

import java.util.LinkedHashMap;

import io.tracebridge.sync.GroupState;
import io.tracebridge.sync.StateMap;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import org.junit.jupiter.api.Test;

import static io.tracebridge.tracker.TrackerFixture.MARKER;
import static io.tracebridge.tracker.TrackerFixture.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Every status that is offered can be set, and means a state of groups. */
interface StatusContract extends UnderContract {

    @Test
    @Proves(Capability.SET_STATUS)
    default void everyStatusThatIsOfferedCanBeReachedFromAnyOther() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        var statuses = client().catalog().statuses();
        for (var from : statuses) {
            for (var to : statuses) {
                client().setStatus(ref, from.key(), fields());
                var now = client().setStatus(ref, to.key(), fields());

                assertThat(now.status().id()).as("%s to %s", from, to).isEqualTo(to.id());
                assertThat(fake().standing(ref.id()).status()).startsWith(to.id());
            }
        }
    }

    @Test
    @Proves(Capability.SET_STATUS)
    default void aStatusThatHoldsAlreadyIsNotWritten() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        var status = client().get(ref).status();
        var before = fake().standing(ref.id()).writes();

        client().setStatus(ref, status.key(), fields());

        assertThat(fake().standing(ref.id()).writes()).isEqualTo(before);
    }

    @Test
    @Proves(Capability.SET_STATUS)
    default void anUnknownStatusIsRefusedAndChangesNothing() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        var before = fake().standing(ref.id());

        var refused = catchThrowableOfType(TrackerException.Rejected.class,
                () -> client().setStatus(ref, "no such status", fields()));

        assertThat(refused.reason()).isEqualTo(TrackerException.Rejected.Reason.TRANSITION_UNAVAILABLE);
        assertThat(fake().standing(ref.id())).isEqualTo(before);
    }

    @Test
    @Proves(Capability.STATE_MAP)
    default void theAutomaticStateMapServesEveryGroupStateAndComesBack() {
        var statuses = client().catalog().statuses();
        var meanings = new LinkedHashMap<String, GroupState>();
        statuses.forEach((status) -> meanings.put(status.key(), tracker().meaning(status)));

        var map = StateMap.seed(meanings);

        assertThat(map.outward(GroupState.OPEN)).isNotEmpty();
        assertThat(meanings.values()).contains(GroupState.OPEN, GroupState.RESOLVED);
        var ref = client().create(draft("Crash"), MARKER).ref();
        for (var state : GroupState.values()) {
            assertThat(map.outward(state)).as(state.id()).isNotEmpty();
            var status = client().setStatus(ref, map.outward(state).getFirst(), fields()).status();
            var back = map.inward(status.key(), status.id(), tracker().meaning(status));
            assertThat(map.outward(back)).as("%s comes back as %s", state, back).isEqualTo(map.outward(state));
        }
        assertThat(tracker().meaning(new Issue.Status("?", "Unheard of", "", ""))).isEqualTo(GroupState.OPEN);
    }

}
