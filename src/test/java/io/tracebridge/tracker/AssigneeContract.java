package io.tracebridge.tracker;

import java.util.Optional;

import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import org.junit.jupiter.api.Test;

import static io.tracebridge.tracker.TrackerFixture.MARKER;
import static io.tracebridge.tracker.TrackerFixture.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** People are assigned and unassigned, and by nothing else. */
interface AssigneeContract extends UnderContract {

    @Test
    @Proves(Capability.SET_ASSIGNEE)
    default void somebodyIsAssignedAndUnassigned() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        var somebody = fake().somebody();

        assertThat(client().setAssignee(ref, Optional.of(somebody.id())).assignee()).contains(somebody);
        assertThat(fake().standing(ref.id()).assignee()).contains(somebody.id());
        assertThat(client().get(ref).assignee()).contains(somebody);

        assertThat(client().setAssignee(ref, Optional.empty()).assignee()).isEmpty();
        assertThat(fake().standing(ref.id()).assignee()).isEmpty();
    }

    @Test
    @Proves(Capability.SET_ASSIGNEE)
    default void aChangeOfStatusLeavesTheAssigneeAlone() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        for (var status : client().catalog().statuses()) {
            client().setStatus(ref, status.key(), fields());
            assertThat(fake().standing(ref.id()).assignee()).as(status.toString()).isEmpty();
        }
        client().setAssignee(ref, Optional.of(fake().somebody().id()));
        for (var status : client().catalog().statuses()) {
            client().setStatus(ref, status.key(), fields());
            assertThat(fake().standing(ref.id()).assignee()).as(status.toString()).contains(fake().somebody().id());
        }
    }

    @Test
    @Proves(Capability.SET_ASSIGNEE)
    default void anUnknownPersonIsRefusedAndChangesNothing() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        client().setAssignee(ref, Optional.of(fake().somebody().id()));

        var refused = catchThrowableOfType(TrackerException.Rejected.class,
                () -> client().setAssignee(ref, Optional.of(fake().nobody())));

        assertThat(refused.reason()).isEqualTo(TrackerException.Rejected.Reason.INVALID_FIELD);
        assertThat(fake().standing(ref.id()).assignee()).contains(fake().somebody().id());
    }

}
