package io.tracebridge.tracker.jira;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * How an issue gets through a workflow: to do, in progress, in review, done, and only so.
 */
class JiraStatusTest extends JiraCloudFixture {

    private static final String TO_DO = "1";

    private static final String IN_PROGRESS = "3";

    private static final String IN_REVIEW = "10001";

    private static final String DONE = "10002";

    private static final Map<String, String> RESOLVED = Map.of("Resolution", "done");

    private IssueRef ref;

    @BeforeEach
    void create() {
        this.ref = someIssue();
    }

    @Test
    void goesThroughTheStatusesInBetweenAndGivesWhatTheLastStepAsksFor() {
        var issue = client().setStatus(this.ref, DONE, RESOLVED);

        assertThat(issue.status()).isEqualTo(new Issue.Status(DONE, "Done", "done", "Done"));
        assertThat(steps()).containsExactly("11", "31", "51");
    }

    @ParameterizedTest
    @ValueSource(strings = { "10001", "won't do" })
    void theKeyMayNameTheResolution(String resolution) {
        assertThat(client().setStatus(this.ref, DONE + ":" + resolution, RESOLVED).status().key())
            .isEqualTo(DONE + ":Won't Do");
    }

    @Test
    void saysWhatIsMissingAndPutsTheIssueBack() {
        var refused = refused(DONE, Map.of());

        assertThat(refused).hasMessageContaining("Resolution is required, one of Done, Won't Do")
            .hasMessageContaining("put back into To Do");
        assertThat(refused.fields()).containsOnlyKeys("Resolution");
        assertThat(this.jira.standing(this.ref.id()).status()).isEqualTo(TO_DO);
    }

    @Test
    void saysWhereItIsWhenThereIsNoWayBack() {
        this.jira.workflow.steps.removeIf((step) -> step.id().equals("21"));

        assertThat(refused(DONE, Map.of())).hasMessageContaining("could not be put back into To Do");
    }

    @Test
    void aResolutionThatJiraDoesNotHaveIsRefusedWithThoseItHas() {
        this.jira.changeByHand(this.ref.id(), IN_REVIEW);

        assertThat(refused(DONE, Map.of("resolution", "Whatever")))
            .hasMessageContaining("'Whatever' is not one of Done, Won't Do");
        assertThat(this.jira.standing(this.ref.id()).status()).isEqualTo(IN_REVIEW);
    }

    @Test
    void takesTheStepThatAsksForNothing() {
        this.jira.workflow.steps.add(new FakeWorkflow.Step("71", TO_DO, DONE, List.of(FakeWorkflow.resolution())));
        this.jira.workflow.steps.add(new FakeWorkflow.Step("81", TO_DO, DONE, List.of()));

        client().setStatus(this.ref, DONE, Map.of());

        assertThat(steps()).containsExactly("81");
    }

    @Test
    void sendsNoFieldThatTheStepHasNot() {
        this.jira.workflow.steps.add(new FakeWorkflow.Step("71", TO_DO, DONE, List.of()));

        assertThat(client().setStatus(this.ref, DONE, Map.of("resolution", "Done", "Team", "a")).status().id())
            .isEqualTo(DONE);
    }

    @Test
    void aReopenedIssueGetsNoResolutionThoughTheStepWouldTakeOne() {
        var optional = FakeWorkflow.resolution().put("required", false);
        this.jira.workflow.steps.add(new FakeWorkflow.Step("71", IN_REVIEW, TO_DO, List.of(optional)));
        this.jira.changeByHand(this.ref.id(), IN_REVIEW);

        assertThat(client().setStatus(this.ref, TO_DO, RESOLVED).status().resolution()).isEmpty();
    }

    @Test
    void doesNotGoRoundInCirclesWhereNoWayLeadsToTheStatus() {
        this.jira.workflow.steps.removeIf((step) -> step.to().equals(DONE));

        var refused = refused(DONE, RESOLVED);

        assertThat(refused).hasMessageContaining("no way to the status").hasMessageContaining("leads to In Progress");
        assertThat(steps()).containsExactly("11", "31", "41", "21");
        assertThat(this.jira.standing(this.ref.id()).status()).isEqualTo(TO_DO);
    }

    @Test
    void anUnknownStatusIsAnsweredWithThoseThereAre() {
        assertThat(refused("7", RESOLVED))
            .hasMessageContaining("To Do (1), In Progress (3), In Review (10001), Done (10002)");
    }

    @Test
    void anotherReasonForBeingDoneIsRefusedWhereJiraDoesNotLetItChange() {
        this.jira.changeByHand(this.ref.id(), DONE);

        assertThat(refused(DONE + ":Won't Do", Map.of())).hasMessageContaining("appropriate screen");
        assertThat(client().setStatus(this.ref, DONE, Map.of()).status().resolution()).isEqualTo("Done");
    }

    @Test
    void aStepThatSomebodyElseTookMeanwhileIsRefusedInJirasWords() {
        this.jira.beforeTransition = () -> this.jira.changeByHand(this.ref.id(), IN_REVIEW);

        assertThat(refused(IN_PROGRESS, Map.of())).hasMessageContaining("illegal workflow operation");
    }

    @ParameterizedTest
    @ValueSource(strings = { "-1", "", " " })
    void nobodyIsAssignedByAWordThatMeansSomebodyToJira(String account) {
        var refused = catchThrowableOfType(Rejected.class, () -> client().setAssignee(this.ref, Optional.of(account)));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(this.jira.standing(this.ref.id()).writes()).isZero();
    }

    @Test
    void appsAreNoPeopleToAssign() {
        assertThat(client().catalog().people("ada")).extracting(Issue.Account::name).containsExactly("Ada Checkout");
    }

    @ParameterizedTest
    @CsvSource({ "shop-1", "{url}/browse/SHOP-1/",
            "{url}/jira/software/projects/SHOP/boards/1?x=y&selectedIssue=SHOP-1",
            "{url}/projects/SHOP/issues/SHOP-1?filter=allopenissues", "{url}/jira/servicedesk/queues/custom/3/SHOP-1" })
    void locatesAnIssueWhereverPeopleCopyItsAddress(String text) {
        assertThat(client().locate(text.replace("{url}", this.jira.url())).ref()).isEqualTo(this.ref);
    }

    @ParameterizedTest
    @CsvSource({ "new, To Do, '', OPEN", "undefined, Odd, '', OPEN", "'', Odd, Won't Do, OPEN",
            "indeterminate, In Progress, '', IN_PROGRESS", "done, Fertig, '', RESOLVED", "done, Done, Done, RESOLVED",
            "done, Done, Duplicate, RESOLVED", "done, Done, WON'T DO, MUTED", "done, Done, Won’t Fix, MUTED",
            "done, Done, Cannot Reproduce, MUTED", "done, Declined, '', MUTED" })
    void aStatusMeansWhatItsCategoryAndResolutionSay(String category, String name, String resolution,
            GroupState state) {

        assertThat(tracker().meaning(new Issue.Status("1", name, category, resolution))).isEqualTo(state);
    }

    @Test
    void aPlaceThatExpiredBeginsTheLookAgain() {
        var changes = client()
            .changesSince(new Changes.Cursor("2026-07-02T10:00:00Z 2026-07-02T09:00:00Z 50 another query"));

        assertThat(changes.issues()).isEmpty();
        assertThat(changes.more()).isTrue();
        assertThat(changes.next()).isEqualTo(new Changes.Cursor("2026-07-02T09:03:00Z"));
    }

    private Rejected refused(String status, Map<String, String> fields) {
        var refused = catchThrowableOfType(Rejected.class, () -> client().setStatus(this.ref, status, fields));
        assertThat(refused.reason()).isEqualTo(Reason.TRANSITION_UNAVAILABLE);
        return refused;
    }

    /** The transitions that were sent. */
    private Stream<String> steps() {
        return this.jira.requests()
            .stream()
            .filter((request) -> request.getMethod().equals("POST")
                    && request.getUrl().encodedPath().endsWith("/transitions"))
            .map((request) -> JiraServer.body(request).path("transition").path("id").asText());
    }

}
