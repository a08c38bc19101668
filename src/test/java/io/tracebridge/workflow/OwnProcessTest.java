package io.tracebridge.workflow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tracebridge.link.IssueCreation;
import io.tracebridge.link.IssueCreation.Created;
import io.tracebridge.link.IssueOutcomes;
import io.tracebridge.link.Rejection;
import io.tracebridge.triage.RuleEvaluation.Submission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

/** The documentation's example of a process with our tasks in it, on every path. */
class OwnProcessTest extends ProcessTest {

    private static final Submission SUBMISSION = new Submission(INTEGRATION, GROUP, REPORT, DECISION, "group");

    @BeforeEach
    void deployAsItsAuthorDoes() {
        this.engine.newDeployResourceCommand()
            .addResourceFile("docs/examples/ask-before-payment-issue.bpmn")
            .addResourceFile("docs/examples/decide-on-payment-crash.form")
            .send()
            .join();
    }

    @Test
    void whatTheRulesFilterEndsThere() {
        given(this.rules.evaluate(eq(REPORT), eq(List.of(INTEGRATION)), anyLong())).willReturn(List.of());

        assertThat(TestEngine.path(crash("payment"))).containsExactly("CrashReported", "EvaluateRules",
                "AnythingToSubmit", "ReportFiltered");
        verifyNoInteractions(this.issues);
    }

    @Test
    void whatIsNoPaymentBecomesAnIssueWithoutAskingAndWhoeverIsMentionedIsTold() {
        rulesSubmit();
        given(this.issues.create(any())).willReturn(created(true));

        assertThat(TestEngine.path(crash("shop"))).containsExactly("CrashReported", "EvaluateRules", "AnythingToSubmit",
                "PaymentAtStake", "Settled", "CreateIssue", "AnyoneToMention", "NotifyMentions", "MentionsSettled",
                "IssueCreated");
        verify(this.issues)
            .create(new IssueCreation.Request(INTEGRATION, GROUP, REPORT, DECISION, "group", null, null, Map.of()));
        verify(this.mentions).deliver(DECISION, 99);
    }

    @Test
    void aPaymentCrashWaitsForAPersonAndThenBecomesAnIssue() {
        rulesSubmit();
        given(this.issues.create(any())).willReturn(created(false));

        var instance = crash("payment");
        var task = TestEngine.userTask(instance, 1);
        assertThat(task.getValue().getCandidateGroupsList()).containsExactly("triage");
        assertThat(TestEngine.formData(task)).containsEntry("groupUrl", "\"http://localhost/group\"");
        verifyNoInteractions(this.issues);
        TestEngine.complete(task, Map.of("wanted", true));

        assertThat(TestEngine.path(instance)).containsExactly("CrashReported", "EvaluateRules", "AnythingToSubmit",
                "PaymentAtStake", "DecideOnCrash", "Wanted", "Settled", "CreateIssue", "AnyoneToMention",
                "MentionsSettled", "IssueCreated");
        assertThat(TestEngine.variables(instance)).containsEntry("issueKey", "\"SHOP-1\"");
        verifyNoInteractions(this.mentions);
    }

    @Test
    void aPersonTurnsThePaymentCrashDown() {
        rulesSubmit();

        var instance = crash("payment");
        TestEngine.complete(TestEngine.userTask(instance, 1), Map.of("wanted", false));

        assertThat(TestEngine.path(instance)).endsWith("DecideOnCrash", "Wanted", "TurnedDown");
        verifyNoInteractions(this.issues);
    }

    @Test
    void aReportWithoutAnApplicationIsNoPayment() {
        rulesSubmit();
        given(this.issues.create(any())).willReturn(created(false));

        assertThat(TestEngine.path(crash(null))).endsWith("IssueCreated");
    }

    @Test
    void whatTheTrackerRefusesIsGivenUpOnTheGroupsPage() {
        rulesSubmit();
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(rejection(901)));

        var instance = crash("shop");
        answer(901, "give-up", Map.of());

        assertThat(TestEngine.path(instance)).containsExactly("CrashReported", "EvaluateRules", "AnythingToSubmit",
                "PaymentAtStake", "Settled", "IssueRejected", "AwaitAnswer", "IssueCorrectionSubmitted", "TryAgain",
                "IssueRefused");
        assertThat(TestEngine.variables(instance)).containsEntry("whyRefused",
                "\"Component \\\"web\\\" is not valid.\"");
    }

    @Test
    void whatTheTrackerRefusesIsCorrectedOnTheGroupsPage() {
        rulesSubmit();
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(rejection(902))).willReturn(created(false));

        var instance = crash("shop");
        answer(902, "retry", Map.of("components", "cart"));

        assertThat(TestEngine.path(instance)).endsWith("TryAgain", "Settled", "CreateIssue", "AnyoneToMention",
                "MentionsSettled", "IssueCreated");
        verify(this.issues).create(new IssueCreation.Request(INTEGRATION, GROUP, REPORT, DECISION, "group", "Better",
                null, Map.of("components", "cart")));
    }

    @Test
    void whatIsStartedAgainElsewhereIsWaitedForNoMore() {
        rulesSubmit();
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(rejection(903)));

        var instance = crash("shop");
        publish("issue-retried", "r-903", Duration.ofMinutes(1), Map.of());

        assertThat(TestEngine.path(instance)).endsWith("AwaitAnswer", "IssueRetriedElsewhere", "RetriedElsewhere");
    }

    private void answer(long link, String choice, Map<String, String> fields) {
        publish("issue-correction-submitted", Long.toString(link), Duration.ofMinutes(1),
                Map.of("choice", choice, "title", "Better", "fields", fields, "why", ""));
    }

    private static Rejection rejection(long link) {
        return new Rejection("r-" + link, link, "Component \"web\" is not valid.", "INVALID_FIELD", "shop", "Jira",
                "jira-cloud", "shop: DemoError", List.of());
    }

    private void rulesSubmit() {
        given(this.rules.evaluate(eq(REPORT), eq(List.of(INTEGRATION)), anyLong())).willReturn(List.of(SUBMISSION));
    }

    private static Created created(boolean mentions) {
        return new Created(99, "SHOP-1", "https://tracker.example/SHOP-1", mentions);
    }

    private long crash(String application) {
        var variables = new HashMap<String, Object>(Map.of("integrationId", INTEGRATION, "groupId", GROUP, "reportId",
                REPORT, "groupUrl", "http://localhost/group"));
        variables.put("application", application);
        return start("ask-before-payment-issue", variables);
    }

}
