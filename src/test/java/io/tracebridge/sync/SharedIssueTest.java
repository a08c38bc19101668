package io.tracebridge.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** One issue for several groups: what it must say. */
class SharedIssueTest {

    /** Every set of states that groups can be in together. */
    @ParameterizedTest
    @CsvSource({
            // groups' states, issue's state
            "OPEN, OPEN", "IN_PROGRESS, IN_PROGRESS", "RESOLVED, RESOLVED", "MUTED, MUTED",
            "OPEN IN_PROGRESS, IN_PROGRESS", "OPEN RESOLVED, OPEN", "OPEN MUTED, OPEN",
            "IN_PROGRESS RESOLVED, IN_PROGRESS", "IN_PROGRESS MUTED, IN_PROGRESS", "RESOLVED MUTED, RESOLVED",
            "OPEN IN_PROGRESS RESOLVED, IN_PROGRESS", "OPEN IN_PROGRESS MUTED, IN_PROGRESS",
            "OPEN RESOLVED MUTED, OPEN", "IN_PROGRESS RESOLVED MUTED, IN_PROGRESS",
            "OPEN IN_PROGRESS RESOLVED MUTED, IN_PROGRESS" })
    void workLeftForOneGroupIsLeftForTheIssue(String groups, GroupState issue) {
        var states = Arrays.stream(groups.split(" ")).map(GroupState::valueOf).toList();

        assertThat(SharedIssue.state(states)).isEqualTo(issue);
        assertThat(SharedIssue.state(states.reversed())).as("in any order").isEqualTo(issue);
        var twice = new ArrayList<>(states);
        twice.addAll(states);
        assertThat(SharedIssue.state(twice)).as("however many groups").isEqualTo(issue);
    }

    @Test
    void anIssueWithoutGroupsHasNoState() {
        assertThatIllegalArgumentException().isThrownBy(() -> SharedIssue.state(List.of()));
    }

}
