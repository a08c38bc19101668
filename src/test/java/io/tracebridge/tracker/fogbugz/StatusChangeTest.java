package io.tracebridge.tracker.fogbugz;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException.Conflict;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class StatusChangeTest extends FogBugzFixture {

    private static final List<String> STEPS = List.of("edit", "resolve", "reactivate", "close", "reopen");

    /** 1 Active, 21 In Progress, 2 Fixed, 6 Won't Fix; C closes what it resolves. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -  | 1  | 21 | edit
            -  | 21 | 1  | edit
            -  | 1  | 2  | resolve
            -  | 21 | 6  | resolve
            -  | 2  | 1  | reactivate
            -  | 2  | 21 | reactivate edit
            -  | 2  | 6  | reactivate resolve
            C  | 1  | 2  | resolve close
            C  | 2  | 1  | reopen
            C  | 2  | 21 | reopen edit
            C  | 2  | 6  | reopen resolve close
            C  | 2  | 2  |
            """)
    void takesTheStepsThatFogBugzOffers(String closing, String from, String to, String steps) {
        var client = connect(closing.equals("C"));
        var ref = create(client);
        client.setAssignee(ref, Optional.of(this.fogBugz.somebody().id()));
        client.setStatus(ref, from, Map.of());
        var before = sent();

        var now = client.setStatus(ref, to, Map.of());

        assertThat(sent().subList(before.size(), sent().size()))
            .containsExactlyElementsOf((steps == null) ? List.of() : List.of(steps.split(" ")));
        assertThat(now.status().id()).isEqualTo(to);
        assertThat(now.assignee()).contains(this.fogBugz.somebody());
    }

    @Test
    void aClosedCaseIsReopenedForWhomItWas() {
        var client = connect(true);
        var ref = create(client);
        client.setAssignee(ref, Optional.of(this.fogBugz.somebody().id()));
        client.setStatus(ref, "2", Map.of());
        assertThat(this.fogBugz.standing(ref.id()).assignee()).as("as FogBugz has it").contains("1");

        client.setStatus(ref, "1", Map.of());

        assertThat(this.fogBugz.standing(ref.id()).assignee()).contains(this.fogBugz.somebody().id());
    }

    @Test
    void aClosedCaseIsNotAssigned() {
        var client = connect(true);
        var ref = create(client);
        client.setAssignee(ref, Optional.of(this.fogBugz.somebody().id()));
        client.setStatus(ref, "2", Map.of());
        var before = this.fogBugz.standing(ref.id());

        assertThat(client.setAssignee(ref, Optional.of(this.fogBugz.somebody().id())).assignee())
            .contains(this.fogBugz.somebody());
        var refused = catchThrowableOfType(Rejected.class, () -> client.setAssignee(ref, Optional.of("2")));

        assertThat(refused).hasMessageContaining("reopen case");
        assertThat(this.fogBugz.standing(ref.id())).isEqualTo(before);
    }

    @Test
    void aCloseThatDidNotFollowItsResolveIsMadeUpFor() {
        var ref = create(connect(false));
        connect(false).setStatus(ref, "2", Map.of());

        connect(true).setStatus(ref, "2", Map.of());

        assertThat(this.fogBugz.find(ref.id()).path("fOpen").asBoolean()).isFalse();
    }

    @Test
    void whatSomebodyChangedMeanwhileIsNotOverwritten() {
        var client = connect(false);
        var ref = create(client);
        this.fogBugz.before.put("resolve", () -> this.fogBugz.changeByHand(ref.id(), "21"));

        assertThat(catchThrowableOfType(Conflict.class, () -> client.setStatus(ref, "2", Map.of())))
            .hasMessageContaining("changed");

        assertThat(this.fogBugz.standing(ref.id()).status()).isEqualTo("21");
    }

    @Test
    void aCaseOfAnotherCategoryTakesItsStatusOfTheSameName() {
        var client = connect(false);
        var ref = create(client);
        this.fogBugz.find(ref.id()).put("ixCategory", 2);
        this.fogBugz.changeByHand(ref.id(), "8");

        assertThat(client.setStatus(ref, "1", Map.of()).status().id()).isEqualTo("17");
        var refused = catchThrowableOfType(Rejected.class, () -> client.setStatus(ref, "2", Map.of()));

        assertThat(refused.reason()).isEqualTo(Reason.TRANSITION_UNAVAILABLE);
        assertThat(refused).hasMessageContaining("17 (Active), 8 (Resolved (Implemented))");
    }

    @Test
    void aStatusThatIsNoLongerOfferedIsReadButNotSet() {
        var client = connect(false);
        var ref = create(client);
        this.fogBugz.changeByHand(ref.id(), "30");

        assertThat(client.get(ref).status()).isEqualTo(new Issue.Status("30", "Resolved (Long ago)", "resolved", ""));
        assertThat(client.setStatus(ref, "1", Map.of()).status().id()).isEqualTo("1");
        assertThat(catchThrowableOfType(Rejected.class, () -> client.setStatus(ref, "30", Map.of())).reason())
            .isEqualTo(Reason.TRANSITION_UNAVAILABLE);
    }

    @Test
    void fieldsTravelWithTheStepThatNeedsThem() {
        var client = connect(false);
        var ref = create(client);

        client.setStatus(ref, "2", Map.of("Release notes", "No more crashes"));

        assertThat(this.fogBugz.find(ref.id()).path("sReleaseNotes").asText()).isEqualTo("No more crashes");
        assertThat(
                catchThrowableOfType(Rejected.class, () -> client.setStatus(ref, "1", Map.of("Mood", "good"))).fields())
            .containsOnlyKeys("Mood");
        assertThat(this.fogBugz.standing(ref.id()).status()).isEqualTo("2");
    }

    private TrackerClient connect(boolean closing) {
        return connect(Map.of("closeOnResolve", String.valueOf(closing)));
    }

    private static IssueRef create(TrackerClient client) {
        return client.create(draft("Crash"), MARKER).ref();
    }

    private List<String> sent() {
        return this.fogBugz.commands().stream().filter(STEPS::contains).toList();
    }

}
