package io.tracebridge.triage;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.tracebridge.sync.GroupState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.tracebridge.sync.GroupState.IN_PROGRESS;
import static io.tracebridge.sync.GroupState.MUTED;
import static io.tracebridge.sync.GroupState.OPEN;
import static io.tracebridge.sync.GroupState.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

/** How groups move: every state, everything that happens, with and without conditions. */
class StandingTest {

    private static final SeenReport REPORT = new SeenReport(Instant.ofEpochSecond(100), Map.of());

    private static final Until MET = new Until.SeenAfter(Instant.ofEpochSecond(99));

    private static final Until NOT_MET = new Until.SeenAfter(Instant.ofEpochSecond(100));

    private static final Optional<String> JANE = Optional.of("jane");

    private static final Optional<String> NOBODY = Optional.empty();

    enum Conditions {

        NONE(), UNMET(NOT_MET), ONE_MET(NOT_MET, MET);

        final List<Until> until;

        Conditions(Until... until) {
            this.until = List.of(until);
        }

    }

    /**
     * What happens, to a group that has these, and where it then is, by the state that it
     * had: open, in progress, resolved, muted.
     */
    enum Event {

        ASSIGNED(NOBODY, false, (group) -> group.assign(JANE), IN_PROGRESS, IN_PROGRESS, RESOLVED, MUTED),
        REASSIGNED(JANE, true, (group) -> group.assign(Optional.of("joe")), IN_PROGRESS, IN_PROGRESS, RESOLVED, MUTED),
        ASSIGNED_TO_THE_SAME(JANE, false, (group) -> group.assign(JANE), OPEN, IN_PROGRESS, RESOLVED, MUTED),
        UNASSIGNED(JANE, false, (group) -> group.assign(NOBODY), OPEN, OPEN, RESOLVED, MUTED),
        UNASSIGNED_WITH_AN_ISSUE(JANE, true, (group) -> group.assign(NOBODY), OPEN, IN_PROGRESS, RESOLVED, MUTED),
        UNASSIGNED_FROM_NOBODY(NOBODY, false, (group) -> group.assign(NOBODY), OPEN, IN_PROGRESS, RESOLVED, MUTED),
        LINKED(NOBODY, true, Standing::link, IN_PROGRESS, IN_PROGRESS, RESOLVED, MUTED),
        UNLINKED(NOBODY, false, Standing::unlink, OPEN, OPEN, RESOLVED, MUTED),
        UNLINKED_FROM_ONE_OF_TWO(NOBODY, true, Standing::unlink, OPEN, IN_PROGRESS, RESOLVED, MUTED),
        UNLINKED_WITH_AN_ASSIGNEE(JANE, false, Standing::unlink, OPEN, IN_PROGRESS, RESOLVED, MUTED),
        ASSIGNEE_ADOPTED(NOBODY, false, (group) -> group.adopt(JANE), OPEN, IN_PROGRESS, RESOLVED, MUTED),
        NO_ASSIGNEE_ADOPTED(JANE, false, (group) -> group.adopt(NOBODY), OPEN, IN_PROGRESS, RESOLVED, MUTED),
        TAGGED(NOBODY, false, (group) -> group.tag(List.of("x")), OPEN, IN_PROGRESS, RESOLVED, MUTED),
        SET_OPEN(JANE, true, (group) -> group.set(OPEN, List.of()), OPEN, OPEN, OPEN, OPEN),
        SET_IN_PROGRESS(NOBODY, false, (group) -> group.set(IN_PROGRESS, List.of()), IN_PROGRESS, IN_PROGRESS,
                IN_PROGRESS, IN_PROGRESS),
        SET_RESOLVED(JANE, true, (group) -> group.set(RESOLVED, List.of()), RESOLVED, RESOLVED, RESOLVED, RESOLVED),
        SET_MUTED(JANE, true, (group) -> group.set(MUTED, List.of()), MUTED, MUTED, MUTED, MUTED);

        final Optional<String> assignee;

        final boolean linked;

        final UnaryOperator<Standing> move;

        final List<GroupState> after;

        Event(Optional<String> assignee, boolean linked, UnaryOperator<Standing> move, GroupState... after) {
            this.assignee = assignee;
            this.linked = linked;
            this.move = move;
            this.after = List.of(after);
        }

    }

    static Stream<Arguments> everyMove() {
        return Arrays.stream(GroupState.values())
            .flatMap((state) -> Arrays.stream(Event.values())
                .flatMap((event) -> Arrays.stream(Conditions.values())
                    .filter((conditions) -> conditions == Conditions.NONE || Standing.isClosed(state))
                    .map((conditions) -> Arguments.of(state, event, conditions))));
    }

    @ParameterizedTest
    @MethodSource("everyMove")
    void aGroupMovesAsTheTableSays(GroupState state, Event event, Conditions conditions) {
        var before = new Standing(state, conditions.until, event.assignee, List.of(), event.linked);

        var after = event.move.apply(before);

        assertThat(after.state()).isEqualTo(event.after.get(state.ordinal()));
        // Only setting a state ends conditions, even setting the same.
        assertThat(after.until()).isEqualTo(event.name().startsWith("SET_") ? List.of() : conditions.until);
    }

    static Stream<Arguments> everyReport() {
        return Arrays.stream(GroupState.values())
            .flatMap(
                    (state) -> Arrays.stream(Conditions.values()).map((conditions) -> Arguments.of(state, conditions)));
    }

    @ParameterizedTest
    @MethodSource("everyReport")
    void aReportReopensOnlyWhatIsClosedAndHasAConditionThatItMeets(GroupState state, Conditions conditions) {
        var group = new Standing(state, conditions.until, JANE, List.of("x"), true);

        assertThat(group.reopenedBy(REPORT))
            .isEqualTo((conditions == Conditions.ONE_MET && (state == RESOLVED || state == MUTED)) ? Optional.of(MET)
                    : Optional.empty());
        assertThat(group.reopen()).isEqualTo(new Standing(OPEN, List.of(), JANE, List.of("x"), true));
    }

    @Test
    void noMoveLosesAnythingElse() {
        var group = new Standing(OPEN, List.of(), NOBODY, List.of("x"), true);

        assertThat(group.assign(JANE)).isEqualTo(new Standing(IN_PROGRESS, List.of(), JANE, List.of("x"), true));
        assertThat(group.set(MUTED, List.of(MET)))
            .isEqualTo(new Standing(MUTED, List.of(MET), NOBODY, List.of("x"), true));
    }

}
