package io.tracebridge.sync;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a group and an issue have agreed on before they ever were in step. */
class FirstMeetingTest {

    @ParameterizedTest
    @CsvSource({ "true, TRACKER, IN_PROGRESS, OPEN, true", "true, GROUP, RESOLVED, OPEN, true",
            "false, TRACKER, IN_PROGRESS, OPEN, true", "false, GROUP, IN_PROGRESS, OPEN, false",
            "false, TRACKER, OPEN, IN_PROGRESS, false", "false, TRACKER, IN_PROGRESS, RESOLVED, false" })
    void anIssueThatNobodyTouchedStandsOpenBesideAGroupInProgress(boolean created, Side onLink, GroupState ours,
            GroupState theirs, boolean agreed) {
        var base = FirstMeeting.state(created, onLink, ours, theirs);

        assertThat(base)
            .isEqualTo(agreed ? Optional.of(new Base<>(GroupState.IN_PROGRESS, GroupState.OPEN)) : Optional.empty());
    }

    @Test
    void anIssueThatWeCreatedBelongsToNobodyYet() {
        assertThat(FirstMeeting.assignee(true)).contains(Base.both(Assignee.NOBODY));
        assertThat(FirstMeeting.assignee(false)).isEmpty();
    }

    @Test
    void peopleAreTranslatedBothWaysAndStrangersStayStrangers() {
        var people = new PeopleMap(Map.of("ada", "a-1"));

        assertThat(people.ours(Optional.of("ada"))).isEqualTo(people.theirs(Optional.of("a-1")));
        assertThat(people.ours(Optional.empty())).isEqualTo(people.theirs(Optional.empty())).isEqualTo(Assignee.NOBODY);
        assertThat(people.ours(Optional.of("zoe"))).isNotEqualTo(Assignee.NOBODY);
        assertThat(people.possible(new Outcome.Push<>(people.ours(Optional.of("zoe")), "why")))
            .isInstanceOfSatisfying(Outcome.Skipped.class, (skipped) -> assertThat(skipped.why()).contains("zoe"));
        assertThat(people.possible(new Outcome.Pull<>(people.theirs(Optional.of("a-9")), "why")))
            .isInstanceOfSatisfying(Outcome.Skipped.class, (skipped) -> assertThat(skipped.why()).contains("a-9"));
        assertThat(people.possible(new Outcome.Push<>(Assignee.NOBODY, "why"))).isInstanceOf(Outcome.Push.class);
    }

}
