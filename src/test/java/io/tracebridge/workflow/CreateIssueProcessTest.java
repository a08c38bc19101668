package io.tracebridge.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.api.response.ProcessInstanceEvent;
import io.camunda.zeebe.protocol.record.value.ErrorType;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.tracebridge.integration.Integration;
import io.tracebridge.link.IssueCreation;
import io.tracebridge.link.IssueCreation.Created;
import io.tracebridge.link.IssueOutcomes;
import io.tracebridge.link.Rejection;
import io.tracebridge.outbox.OutboxQueue;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

class CreateIssueProcessTest extends ProcessTest {

    private static final Created CREATED = new Created(1, "SHOP-1", "https://tracker.example/SHOP-1", false);

    private static final Rejection REJECTION = new Rejection("r-1", 9, "Component \"web\" is not valid.",
            "INVALID_FIELD", "shop", "JIRA TEST", "jira-cloud", "shop: DemoError",
            List.of(new Rejection.Field("components", "web", "is not valid"),
                    new Rejection.Field("priority", "High", "")));

    @Test
    void anIssueIsCreatedAndNobodyIsMentioned() {
        given(this.issues.create(any())).willReturn(CREATED);

        var issue = startCreateIssue();

        assertThat(TestEngine.path(issue)).containsExactly("IssueRequested", "Attempt", "CreateIssue",
                "AnyoneToMention", "MentionsSettled", "IssueCreated");
        assertThat(TestEngine.variables(issue)).containsEntry("linkId", "1")
            .containsEntry("issueKey", "\"SHOP-1\"")
            .containsEntry("issueUrl", "\"https://tracker.example/SHOP-1\"")
            .containsEntry("mentions", "false");
        verify(this.issues).create(request(null, Map.of()));
        verifyNoInteractions(this.mentions);
    }

    @Test
    void anIssueInAGoneOnesPlaceComesFromTheOutboxWithoutAReport() {
        given(this.issues.create(any())).willReturn(CREATED);

        new EngineCommands(this.engine, new ObjectMapper(), Duration.ofSeconds(5))
            .send(new OutboxQueue.Row(1, "create-issue",
                    "{\"integrationId\": 7, \"groupId\": 12, \"scope\": \"recreate:5\"}", 0))
            .toCompletableFuture()
            .join();

        TestEngine.await()
            .untilAsserted(() -> verify(this.issues)
                .create(new IssueCreation.Request(7, 12, null, null, "recreate:5", null, null, Map.of())));
    }

    @Test
    void whoeverTheRulesMentionIsToldOfTheIssue() {
        given(this.issues.create(any())).willReturn(new Created(99, "SHOP-1", "https://tracker.example/SHOP-1", true));

        var issue = startCreateIssue();

        assertThat(TestEngine.path(issue)).containsExactly("IssueRequested", "Attempt", "CreateIssue",
                "AnyoneToMention", "NotifyMentions", "MentionsSettled", "IssueCreated");
        verify(this.mentions).deliver(DECISION, 99);
    }

    @Test
    void aRejectedIssueShowsTheTriagerWhatTheTrackerSaid() {
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(REJECTION));

        var task = TestEngine.userTask(startCreateIssue(), 1);

        assertThat(task.getValue().getCandidateGroupsList()).containsExactly("triage");
        assertThat(task.getValue().getFormKey()).isPositive();
        assertThat(TestEngine.formData(task)).containsEntry("project", "\"shop\"")
            .containsEntry("integration", "\"JIRA TEST\"")
            .containsEntry("tracker", "\"jira-cloud\"")
            .containsEntry("reason", "\"INVALID_FIELD\"")
            .containsEntry("message", "\"Component \\\"web\\\" is not valid.\"")
            .containsEntry("title", "\"shop: DemoError\"")
            .containsEntry("fields",
                    """
                            [{"name":"components","value":"web","message":"is not valid"},{"name":"priority","value":"High","message":""}]""");
    }

    @Test
    void aRejectedIssueIsCreatedWithWhatTheTriagerCorrected() {
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(REJECTION)).willReturn(CREATED);

        var issue = startCreateIssue();
        TestEngine.complete(TestEngine.userTask(issue, 1),
                Map.of("choice", "retry", "project", "shop", "title", "Better title", "fields",
                        List.of(Map.of("name", "components", "value", "cart", "message", "is not valid"),
                                Map.of("name", "priority", "value", ""), Map.of("name", "", "value", "left over"),
                                Map.of())));

        assertThat(TestEngine.path(issue)).containsExactly("IssueRequested", "Attempt", "IssueRejected",
                "CorrectRejectedIssue", "Answered", "TryAgain", "Attempt", "CreateIssue", "AnyoneToMention",
                "MentionsSettled", "IssueCreated");
        verify(this.issues).create(request("Better title", Map.of("components", "cart", "priority", "")));
        assertThat(TestEngine.variables(issue)).doesNotContainKeys("project", "integration", "tracker", "reason",
                "message");
    }

    @Test
    void anIssueRejectedAgainIsCorrectedAgain() {
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(REJECTION))
            .willThrow(IssueOutcomes.rejected(new Rejection("r-1", 9, "Priority is unknown.", "INVALID_FIELD", "shop",
                    "JIRA TEST", "jira-cloud", "Better title", List.of())))
            .willReturn(CREATED);

        var issue = startCreateIssue();
        TestEngine.complete(TestEngine.userTask(issue, 1),
                Map.of("choice", "retry", "title", "Better title", "fields", List.of()));
        var second = TestEngine.userTask(issue, 2);

        assertThat(TestEngine.formData(second)).containsEntry("message", "\"Priority is unknown.\"")
            .containsEntry("title", "\"Better title\"");
        TestEngine.complete(second, Map.of("choice", "retry", "title", "Better title", "fields", List.of()));
        assertThat(TestEngine.path(issue)).endsWith("IssueCreated");
        verify(this.issues, times(3)).create(any());
    }

    @Test
    void anIssueGivenUpIsRecordedWithTheReason() {
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(REJECTION));

        var issue = startCreateIssue();
        TestEngine.complete(TestEngine.userTask(issue, 1),
                Map.of("choice", "give-up", "why", "Not worth it", "title", "shop: DemoError", "fields", List.of()));

        assertThat(TestEngine.path(issue)).containsExactly("IssueRequested", "Attempt", "IssueRejected",
                "CorrectRejectedIssue", "Answered", "TryAgain", "RecordGivingUp", "GivenUp");
        verify(this.issues).giveUp(request("shop: DemoError", Map.of()), "Not worth it");
        verify(this.issues, times(1)).create(any());
    }

    @Test
    void anIssueThatNoReportAndNoPersonAskedForNeedsItsScopeOnly() {
        given(this.issues.create(any())).willReturn(CREATED);
        var row = new OutboxQueue.Row(1, "create-issue", """
                {"integrationId": %d, "groupId": %d, "scope": "regression:5"}""".formatted(INTEGRATION, GROUP), 0);

        var started = new EngineCommands(this.engine, new ObjectMapper(), Duration.ofSeconds(5)).send(row)
            .toCompletableFuture()
            .join();

        assertThat(TestEngine.path(((ProcessInstanceEvent) started).getProcessInstanceKey())).endsWith("IssueCreated");
        verify(this.issues)
            .create(new IssueCreation.Request(INTEGRATION, GROUP, null, null, "regression:5", null, null, null));
    }

    @Test
    void aRejectedIssueIsCorrectedElsewhereAndKeepsItsOwner() {
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(rejection(4711))).willReturn(CREATED);

        var issue = start(ProcessNames.CREATE_ISSUE, Map.of("integrationId", INTEGRATION, "groupId", GROUP, "scope",
                "group", "owner", "42", "fields", Map.of("components", "web")));
        TestEngine.userTask(issue, 1);
        publish("issue-correction-submitted", "4711", Duration.ofMinutes(1),
                Map.of("choice", "retry", "title", "Better title", "fields", Map.of("components", "cart"), "why", ""));

        assertThat(TestEngine.path(issue)).containsExactly("IssueRequested", "Attempt", "IssueRejected",
                "IssueCorrectionSubmitted", "Answered", "TryAgain", "Attempt", "CreateIssue", "AnyoneToMention",
                "MentionsSettled", "IssueCreated");
        verify(this.issues).create(new IssueCreation.Request(INTEGRATION, GROUP, null, null, "group", "Better title",
                "42", Map.of("components", "cart")));
    }

    @Test
    void aRejectedIssueIsGivenUpElsewhere() {
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(rejection(4712)));

        var issue = startCreateIssue();
        TestEngine.userTask(issue, 1);
        publish("issue-correction-submitted", "4712", Duration.ofMinutes(1),
                Map.of("choice", "give-up", "title", "shop: DemoError", "fields", Map.of(), "why", "Not worth it"));

        assertThat(TestEngine.path(issue)).endsWith("IssueCorrectionSubmitted", "Answered", "TryAgain",
                "RecordGivingUp", "GivenUp");
        verify(this.issues).giveUp(request("shop: DemoError", Map.of()), "Not worth it");
    }

    @Test
    void whoeverIsAskedIsAskedNoMoreOnceTheIssueIsRetriedElsewhere() {
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(rejection("first", 4713)))
            .willThrow(IssueOutcomes.rejected(rejection("second", 4713)));
        var old = startCreateIssue();
        TestEngine.userTask(old, 1);
        var other = startCreateIssue();
        TestEngine.userTask(other, 1);

        publish("issue-retried", "first", Duration.ofMinutes(1), Map.of());

        assertThat(TestEngine.path(old)).endsWith("IssueRejected", "IssueRetriedElsewhere", "RetriedElsewhere");
        publish("issue-correction-submitted", "4713", Duration.ofMinutes(1),
                Map.of("choice", "give-up", "title", "", "fields", Map.of(), "why", "Known"));
        assertThat(TestEngine.path(other)).endsWith("RecordGivingUp", "GivenUp");
    }

    @Test
    void aRefusalOfACopyThatDoesNotNameItYetIsNoIncident() {
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(rejection(null, 4714)));

        var issue = startCreateIssue();
        TestEngine.complete(TestEngine.userTask(issue, 1), Map.of("choice", "give-up"));

        assertThat(TestEngine.path(issue)).endsWith("GivenUp");
    }

    @Test
    void aTaskCompletedWithoutAnyFormGivesUpRatherThanTryingForEver() {
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(REJECTION));

        var issue = startCreateIssue();
        TestEngine.complete(TestEngine.userTask(issue, 1), Map.of());

        assertThat(TestEngine.path(issue)).endsWith("RecordGivingUp", "GivenUp");
        verify(this.issues).giveUp(request("shop: DemoError", Map.of("components", "web", "priority", "High")), "");
    }

    @Test
    void waitingAsToldSpendsNoRetries() {
        given(this.issues.create(any()))
            .willThrow(
                    IssueOutcomes.notYet("integration \"JIRA TEST\" of project shop is stopped", Duration.ofMinutes(1)))
            .willThrow(new TrackerException.RateLimited("429 for 30 s", Duration.ofSeconds(30)))
            .willThrow(new TrackerException.CredentialRefused("401: bad token"))
            .willReturn(CREATED);

        var issue = startCreateIssue();

        TestEngine.skippingTimeUntil(() -> TestEngine.variables(issue), (variables) -> variables.containsKey("linkId"));
        assertThat(TestEngine.path(issue)).endsWith("IssueCreated");
        assertThat(TestEngine.failedJobs(issue)).hasSize(3)
            .allSatisfy((job) -> assertThat(job.getRetries()).isEqualTo(RetryBackoff.RETRIES));
        assertThat(TestEngine.failedJobs(issue)).extracting(JobRecordValue::getRetryBackoff)
            .satisfiesExactly((paused) -> assertThat(paused).isBetween(60_000L, 72_000L),
                    (limited) -> assertThat(limited).isBetween(30_000L, 36_000L),
                    (refused) -> assertThat(refused).isBetween(60_000L, 72_000L));
    }

    @Test
    void aJobGoesOnWithinSecondsOnceItsIntegrationIsRepaired() {
        var paused = integration(Optional.of(new Integration.Pause("401: bad token", Instant.EPOCH)));
        given(this.integrations.find(INTEGRATION)).willReturn(Optional.of(paused));
        given(this.issues.create(any())).willThrow(IssueOutcomes.paused(paused, "401: bad token")).willReturn(CREATED);

        var issue = startCreateIssue();
        verify(this.integrations, timeout(20_000).atLeast(2)).find(INTEGRATION);
        verify(this.issues, times(1)).create(any());
        given(this.integrations.find(INTEGRATION)).willReturn(Optional.of(integration(Optional.empty())));

        assertThat(TestEngine.path(issue)).endsWith("IssueCreated");
        assertThat(TestEngine.failedJobs(issue)).singleElement().satisfies((job) -> {
            assertThat(job.getRetries()).isEqualTo(RetryBackoff.RETRIES);
            assertThat(job.getRetryBackoff()).isZero();
        });
    }

    @Test
    void aTrackerThatStaysAwayIsTriedSixTimesAndThenBecomesAnIncident() {
        given(this.issues.create(any()))
            .willThrow(new TrackerException.Unavailable("Jira did not answer within 30 s", (Throwable) null));

        var issue = startCreateIssue();

        var incident = TestEngine.incident(issue);
        assertThat(incident.getErrorType()).isEqualTo(ErrorType.JOB_NO_RETRIES);
        assertThat(incident.getErrorMessage())
            .isEqualTo("Could not create issue for integration 7, group 12: Jira did not answer within 30 s. "
                    + "Check that the tracker runs and can be reached from here. Then retry in Operate.");
        assertThat(TestEngine.failedJobs(issue)).extracting(JobRecordValue::getRetries)
            .containsExactly(5, 4, 3, 2, 1, 0);
        verify(this.issues, times(6)).create(any());
    }

    @Test
    void aFaultOfOursSpeaksToOperatorsWithoutStackOrSecrets() {
        given(this.issues.create(any())).willThrow(new IllegalStateException("token hunter2"));

        var incident = TestEngine.incident(startCreateIssue());

        assertThat(incident.getErrorMessage())
            .startsWith("Could not create issue for integration 7, group 12: "
                    + "a fault in the program (IllegalStateException). The log says more under job ")
            .doesNotContain("hunter2", "\tat ");
    }

    private static Integration integration(Optional<Integration.Pause> pause) {
        return new Integration(INTEGRATION, 1, "shop", "Jira", "jira-cloud", Integration.State.ENABLED, null, null,
                null, null, pause);
    }

    private static Rejection rejection(long link) {
        return rejection("r-" + link, link);
    }

    private static Rejection rejection(String id, long link) {
        return new Rejection(id, link, REJECTION.message(), REJECTION.reason(), REJECTION.project(),
                REJECTION.integration(), REJECTION.tracker(), REJECTION.title(), REJECTION.fields());
    }

    private static IssueCreation.Request request(String title, Map<String, String> fields) {
        return new IssueCreation.Request(INTEGRATION, GROUP, REPORT, DECISION, "group", title, null, fields);
    }

}
