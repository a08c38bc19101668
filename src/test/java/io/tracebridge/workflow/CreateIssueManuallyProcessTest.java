package io.tracebridge.workflow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.link.DraftForm;
import io.tracebridge.link.IssueCreation;
import io.tracebridge.link.IssueOutcomes;
import io.tracebridge.link.RequestDrafting.Drafted;
import io.tracebridge.link.RequestDrafting.Outcome;
import io.tracebridge.link.Rejection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

class CreateIssueManuallyProcessTest extends ProcessTest {

    private static final DraftForm FORM = new DraftForm("shop", "JIRA TEST", "Jira Cloud",
            "https://bridge.example/projects/shop/groups/abab", "abababab", "shop: DemoError", "42",
            List.of(new DraftForm.Choice("Jane", "42")), List.of(new DraftForm.Field("components", "Component/s",
                    "array", true, List.of(new DraftForm.Choice("cart", "cart")), "", "")),
            "");

    private final UUID request = UUID.randomUUID();

    @BeforeEach
    void theTrackerTakesTheIssue() {
        given(this.issues.create(any()))
            .willReturn(new IssueCreation.Created(1, "SHOP-1", "https://tracker.example/SHOP-1", false));
    }

    @Test
    void aRequestThatSaysAllIsCreatedAtOnce() {
        drafted(new Drafted(Outcome.COMPLETE, null, "Cart is empty", "42", Map.of("components", "cart")));

        var instance = startManually("PT1H");

        assertThat(TestEngine.path(instance)).containsExactly("IssueWanted", "DraftIssue", "IsAnythingMissing",
                "DetailsKnown", "CreateIssue", "CloseRequest", "IssueCreated");
        verify(this.drafting).draft(this.request, instance);
        verify(this.issues).create(issue("Cart is empty", "42", Map.of("components", "cart")));
        verify(this.requests).close(this.request);
    }

    @Test
    void theCalledProcessGetsTheIssuesDetailsAndNothingElse() {
        drafted(new Drafted(Outcome.COMPLETE, null, "Cart is empty", "", Map.of()));

        var instance = startManually("PT1H");
        TestEngine.path(instance);

        assertThat(TestEngine.variables(TestEngine.children(instance).getFirst()))
            .containsEntry("integrationId", Long.toString(INTEGRATION))
            .containsEntry("groupId", Long.toString(GROUP))
            .containsEntry("reportId", "null")
            .containsEntry("decisionId", "null")
            .containsEntry("scope", "\"manual:" + this.request + "\"")
            .containsEntry("title", "\"Cart is empty\"")
            .containsEntry("owner", "\"\"")
            .containsEntry("fields", "{}")
            .doesNotContainKeys("requestId", "expiresAfter", "form", "outcome", "project");
        assertThat(TestEngine.variables(instance)).containsEntry("issueKey", "\"SHOP-1\"").containsEntry("linkId", "1");
    }

    @Test
    void anIncompleteRequestShowsTriagersWhatIsLeftToAsk() throws Exception {
        drafted(incomplete());

        var task = TestEngine.userTask(startManually("PT1H"), 1);

        assertThat(task.getValue().getCandidateGroupsList()).containsExactly("triage");
        assertThat(task.getValue().getFormKey()).isPositive();
        var form = TestEngine.formData(task);
        assertThat(form).hasSize(11)
            .contains(Map.entry("project", "\"shop\""), Map.entry("integration", "\"JIRA TEST\""),
                    Map.entry("tracker", "\"Jira Cloud\""),
                    Map.entry("groupUrl", "\"https://bridge.example/projects/shop/groups/abab\""),
                    Map.entry("fingerprint", "\"abababab\""), Map.entry("title", "\"shop: DemoError\""),
                    Map.entry("owner", "\"42\""), Map.entry("ownerAccount", "null"),
                    Map.entry("owners", "[{\"label\":\"Jane\",\"value\":\"42\"}]"), Map.entry("note", "\"\""));
        var json = new JsonMapper();
        assertThat(json.readTree(form.get("fields"))).isEqualTo(json.readTree("""
                [{"name":"components","label":"Component/s","type":"array","required":true,
                  "allowed":[{"label":"cart","value":"cart"}],"value":"","help":"",
                  "choice":"","optionalChoice":"","line":"","optionalLine":"","text":"","optionalText":""}]"""));
    }

    /** What the form sends: of each field's inputs the one that it showed. */
    @Test
    void whatTheFormSendsIsCreated() {
        drafted(incomplete());

        var instance = startManually("PT1H");
        var emptied = new HashMap<String, String>();
        emptied.put("name", "severity");
        emptied.put("optionalChoice", null);
        var sent = new HashMap<String, Object>(Map.of("title", "Cart is empty", "ownerAccount", "jane", "fields",
                List.of(Map.of("name", "components", "choice", "cart"), emptied, Map.of("name", "steps", "line", "a"),
                        Map.of("name", "build", "optionalLine", ""), Map.of("name", "cause", "text", "b"),
                        Map.of("name", "remarks", "optionalText", "c"))));
        sent.put("owner", null);
        TestEngine.complete(TestEngine.userTask(instance, 1), sent);

        assertThat(TestEngine.path(instance)).endsWith("IssueCreated");
        verify(this.issues).create(issue("Cart is empty", "jane",
                Map.of("components", "cart", "severity", "", "steps", "a", "build", "", "cause", "b", "remarks", "c")));
    }

    @Test
    void whatTheTriagerCompletesInTasklistIsCreated() {
        drafted(incomplete());

        var instance = startManually("PT1H");
        TestEngine.complete(TestEngine.userTask(instance, 1),
                Map.of("title", "Cart is empty", "owner", "42", "note", "", "fields",
                        List.of(Map.of("name", "components", "value", "cart", "label", "Component/s"),
                                Map.of("name", "priority", "value", ""), Map.of("name", "labels"),
                                Map.of("name", "", "value", "left over"), Map.of())));

        assertThat(TestEngine.path(instance)).containsExactly("IssueWanted", "DraftIssue", "IsAnythingMissing",
                "CompleteIssueDetails", "DetailsKnown", "CreateIssue", "CloseRequest", "IssueCreated");
        verify(this.issues)
            .create(issue("Cart is empty", "42", Map.of("components", "cart", "priority", "", "labels", "")));
        assertThat(TestEngine.variables(instance)).doesNotContainKeys("tracker", "owners", "note", "groupUrl");
    }

    @Test
    void whatIsCompletedElsewhereIsCreated() {
        drafted(incomplete());
        var instance = startManually("PT1H");
        TestEngine.userTask(instance, 1);

        submit(Map.of("title", "Cart is empty", "owner", "", "fields", Map.of("components", "cart"), "cancelled",
                false));

        assertThat(TestEngine.path(instance)).containsExactly("IssueWanted", "DraftIssue", "IsAnythingMissing",
                "IssueDetailsSubmitted", "IsCancelled", "DetailsKnown", "CreateIssue", "CloseRequest", "IssueCreated");
        verify(this.issues).create(issue("Cart is empty", "", Map.of("components", "cart")));
    }

    @Test
    void detailsThatComeBeforeTheTaskWaitForIt() {
        drafted(incomplete());
        submit(Map.of("title", "Cart is empty", "owner", "", "fields", Map.of(), "cancelled", false));

        assertThat(TestEngine.path(startManually("PT1H"))).contains("IssueDetailsSubmitted").endsWith("IssueCreated");

        verify(this.issues).create(issue("Cart is empty", "", Map.of()));
    }

    @Test
    void aCancelledRequestEndsWithoutAnIssue() {
        drafted(incomplete());
        var instance = startManually("PT1H");
        TestEngine.userTask(instance, 1);

        submit(Map.of("cancelled", true));

        assertThat(TestEngine.path(instance)).containsExactly("IssueWanted", "DraftIssue", "IsAnythingMissing",
                "IssueDetailsSubmitted", "IsCancelled", "RequestCancelled");
        verifyNoInteractions(this.issues);
        verify(this.requests, never()).close(any());
    }

    @Test
    void aForgottenRequestEndsVisibly() {
        drafted(incomplete());
        var instance = startManually("PT2M");
        TestEngine.userTask(instance, 1);

        TestEngine.skippingTimeUntil(() -> TestEngine.reached(instance, "RequestForgotten"), (reached) -> reached);

        assertThat(TestEngine.path(instance)).containsExactly("IssueWanted", "DraftIssue", "IsAnythingMissing",
                "RequestForgotten", "ExpireRequest", "RequestExpired");
        verify(this.requests).expire(this.request, instance);
        verifyNoInteractions(this.issues);
    }

    @Test
    void aTwinInstanceEndsAtOnce() {
        drafted(new Drafted(Outcome.OVER, null, null, null, null));

        assertThat(TestEngine.path(startManually("PT1H"))).containsExactly("IssueWanted", "DraftIssue",
                "IsAnythingMissing", "RequestOver");
        verifyNoInteractions(this.issues, this.requests);
    }

    @Test
    void aRejectedIssueIsCorrectedAndKeepsItsOwner() {
        drafted(new Drafted(Outcome.COMPLETE, null, "Cart is empty", "42", Map.of("labels", "a", "components", "web")));
        given(this.issues.create(any()))
            .willThrow(IssueOutcomes.rejected(new Rejection("r-1", 77, "No such component.", "INVALID_FIELD", "shop",
                    "JIRA TEST", "jira-cloud", "Cart is empty",
                    List.of(new Rejection.Field("components", "web", "no"), new Rejection.Field("labels", "a", "")))))
            .willReturn(new IssueCreation.Created(77, "SHOP-1", "https://tracker.example/SHOP-1", false));

        var instance = startManually("PT1H");
        TestEngine.complete(TestEngine.userTask(child(instance), 1), Map.of("choice", "retry", "title", "Cart is empty",
                "fields",
                List.of(Map.of("name", "components", "value", "cart"), Map.of("name", "labels", "value", "a"))));

        assertThat(TestEngine.path(instance)).endsWith("CreateIssue", "CloseRequest", "IssueCreated");
        verify(this.issues).create(issue("Cart is empty", "42", Map.of("components", "cart", "labels", "a")));
    }

    @Test
    void anIssueRetriedElsewhereLeavesItsRequestToTheOtherInstance() {
        drafted(new Drafted(Outcome.COMPLETE, null, "Cart is empty", "", Map.of()));
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(new Rejection("r-79", 79, "No.", "FORBIDDEN",
                "shop", "JIRA TEST", "jira-cloud", "Cart is empty", List.of())));

        var instance = startManually("PT1H");
        TestEngine.userTask(child(instance), 1);
        publish("issue-retried", "r-79", Duration.ofMinutes(1), Map.of());

        assertThat(TestEngine.path(instance)).endsWith("CreateIssue", "CloseRequest", "IssueCreated");
        assertThat(TestEngine.variables(instance)).containsEntry("issueKey", "null");
    }

    @Test
    void anIssueGivenUpClosesItsRequestToo() {
        drafted(new Drafted(Outcome.COMPLETE, null, "Cart is empty", "", Map.of()));
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(new Rejection("r-1", 78, "No.", "FORBIDDEN",
                "shop", "JIRA TEST", "jira-cloud", "Cart is empty", List.of())));

        var instance = startManually("PT1H");
        TestEngine.complete(TestEngine.userTask(child(instance), 1), Map.of("choice", "give-up", "why", "Not now"));

        assertThat(TestEngine.path(instance)).endsWith("CreateIssue", "CloseRequest", "IssueCreated");
        assertThat(TestEngine.variables(instance)).containsEntry("issueKey", "null");
        verify(this.issues).giveUp(issue("Cart is empty", "", Map.of()), "Not now");
        verify(this.requests).close(this.request);
    }

    @Test
    void anIncidentNamesTheIntegrationAndTheGroup() {
        given(this.drafting.draft(any(), anyLong())).willThrow(new IllegalStateException("boom"));

        assertThat(TestEngine.incident(startManually("PT1H")).getErrorMessage())
            .startsWith("Could not draft issue for integration 7, group 12: ");
    }

    private void drafted(Drafted drafted) {
        given(this.drafting.draft(eq(this.request), anyLong())).willReturn(drafted);
    }

    private static Drafted incomplete() {
        return new Drafted(Outcome.INCOMPLETE, FORM, null, null, null);
    }

    private long startManually(String expiresAfter) {
        return start(ProcessNames.CREATE_ISSUE_MANUALLY, Map.of("requestId", this.request.toString(), "integrationId",
                INTEGRATION, "groupId", GROUP, "project", "shop", "expiresAfter", expiresAfter));
    }

    private static long child(long instance) {
        return TestEngine.await()
            .until(() -> TestEngine.children(instance), (children) -> !children.isEmpty())
            .getFirst();
    }

    private void submit(Map<String, ?> variables) {
        publish("issue-details-submitted", this.request.toString(), Duration.ofHours(1), new HashMap<>(variables));
    }

    private IssueCreation.Request issue(String title, String owner, Map<String, String> fields) {
        return new IssueCreation.Request(INTEGRATION, GROUP, null, null, "manual:" + this.request, title, owner,
                fields);
    }

}
