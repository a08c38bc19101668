package io.tracebridge.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The automatic state map: what the tracker says its statuses mean, both ways. */
class StateMapTest {

    /** In this tracker's own order: to-do, doing, review, done, won't do. */
    private static final Map<String, GroupState> FULL = statuses("todo", GroupState.OPEN, "doing",
            GroupState.IN_PROGRESS, "review", GroupState.IN_PROGRESS, "done", GroupState.RESOLVED, "wont",
            GroupState.MUTED);

    private static final Map<String, GroupState> OPEN_AND_CLOSED = statuses("open", GroupState.OPEN, "closed",
            GroupState.RESOLVED);

    @ParameterizedTest
    @CsvSource({ "OPEN, todo", "IN_PROGRESS, doing|review", "RESOLVED, done", "MUTED, wont" })
    void outwardsTheStatusesThatMeanTheStateInTheTrackersOrder(GroupState state, String statuses) {
        assertThat(StateMap.seed(FULL).outward(state)).containsExactly(statuses.split("\\|"));
    }

    @ParameterizedTest
    @CsvSource({ "OPEN, open", "IN_PROGRESS, open", "RESOLVED, closed", "MUTED, closed" })
    void whereNoStatusMeansTheStateTheNextBestStandsIn(GroupState state, String status) {
        assertThat(StateMap.seed(OPEN_AND_CLOSED).outward(state)).containsExactly(status);
    }

    @ParameterizedTest
    @CsvSource({ "done, done, RESOLVED", "done:Duplicate, done, RESOLVED", "wont, wont, MUTED" })
    void inwardsByStatusAndResolutionElseByStatusAlone(String key, String id, GroupState state) {
        assertThat(StateMap.seed(FULL).inward(key, id, GroupState.OPEN)).isEqualTo(state);
    }

    @Test
    void aResolutionThatTheMapKnowsWinsOverItsStatus() {
        var map = StateMap.seed(statuses("done", GroupState.RESOLVED, "done:Won't Do", GroupState.MUTED));

        assertThat(map.inward("done:Won't Do", "done", GroupState.OPEN)).isEqualTo(GroupState.MUTED);
        assertThat(map.inward("done:Fixed", "done", GroupState.OPEN)).isEqualTo(GroupState.RESOLVED);
    }

    @Test
    void aStatusThatTheMapDoesNotKnowMeansWhatTheTrackerSays() {
        assertThat(StateMap.seed(FULL).inward("new", "new", GroupState.IN_PROGRESS)).isEqualTo(GroupState.IN_PROGRESS);
    }

    @Test
    void aTrackerWithOneStatusServesEveryState() {
        var map = StateMap.seed(statuses("only", GroupState.RESOLVED));

        for (var state : GroupState.values()) {
            assertThat(map.outward(state)).containsExactly("only");
        }
    }

    @Test
    void noStatusesNoMap() {
        assertThat(StateMap.seed(Map.of()).outward(GroupState.OPEN)).isEqualTo(List.of());
    }

    private static Map<String, GroupState> statuses(Object... pairs) {
        var statuses = new LinkedHashMap<String, GroupState>();
        for (int i = 0; i < pairs.length; i += 2) {
            statuses.put((String) pairs[i], (GroupState) pairs[i + 1]);
        }
        return statuses;
    }

}
