package io.tracebridge.workflow;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.api.response.ProcessInstanceEvent;
import io.tracebridge.link.IssueCreation;
import io.tracebridge.outbox.OutboxQueue;
import io.tracebridge.triage.RuleEvaluation.Submission;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

class ErrorReportProcessTest extends ProcessTest {

    @Test
    void aReportThatNoRuleSubmitsIsFiltered() {
        given(this.rules.evaluate(anyLong(), any(), anyLong())).willReturn(List.of());

        var report = startErrorReport(List.of(7L, 8L));

        assertThat(TestEngine.path(report)).containsExactly("ErrorReported", "EvaluateRules", "AnythingToSubmit",
                "ReportFiltered");
        verify(this.rules).evaluate(REPORT, List.of(7L, 8L), report);
        verifyNoInteractions(this.issues);
    }

    @Test
    void aSubmittedReportBecomesAnIssue() {
        given(this.rules.evaluate(anyLong(), any(), anyLong()))
            .willReturn(List.of(new Submission(7, GROUP, REPORT, DECISION, "report:34")));
        given(this.issues.create(any())).willReturn(new IssueCreation.Created(1, "SHOP-1", "https://t/SHOP-1", false));

        var report = startErrorReport(List.of(7L));

        assertThat(TestEngine.path(report)).containsExactly("ErrorReported", "EvaluateRules", "AnythingToSubmit",
                "CreateIssues", "CreateIssues", "IssuesCreated");
        verify(this.issues)
            .create(new IssueCreation.Request(7, GROUP, REPORT, DECISION, "report:34", null, null, null));
    }

    @Test
    void eachIntegrationThatSubmitsGetsItsOwnIssue() {
        given(this.rules.evaluate(anyLong(), any(), anyLong()))
            .willReturn(List.of(new Submission(7, GROUP, REPORT, 56, "group"),
                    new Submission(8, GROUP, REPORT, 57, "group"), new Submission(9, GROUP, REPORT, 58, "group")));
        given(this.issues.create(any())).willReturn(new IssueCreation.Created(1, "K-1", "https://t/K-1", false));

        var report = startErrorReport(List.of(7L, 8L, 9L, 10L));

        assertThat(TestEngine.path(report)).endsWith("IssuesCreated");
        assertThat(TestEngine.children(report)).hasSize(3).allSatisfy((child) -> {
            assertThat(TestEngine.path(child)).endsWith("IssueCreated");
            assertThat(TestEngine.variables(child)).doesNotContainKeys("submissions", "project");
        });
        for (long integration = 7; integration <= 9; integration++) {
            verify(this.issues).create(
                    new IssueCreation.Request(integration, GROUP, REPORT, 49 + integration, "group", null, null, null));
        }
    }

    @Test
    void nothingButTheSubmissionsComesBackFromTheRules() {
        given(this.rules.evaluate(anyLong(), any(), anyLong())).willReturn(List.of());

        var report = startErrorReport(List.of(7L));

        TestEngine.path(report);
        assertThat(TestEngine.variables(report)).containsOnlyKeys("project", "groupId", "reportId", "integrationIds",
                "submissions");
    }

    @Test
    void aReportHandedOverTwiceIsEvaluatedTwiceAndEndsTwice() {
        given(this.rules.evaluate(eq(REPORT), any(), anyLong()))
            .willReturn(List.of(new Submission(7, GROUP, REPORT, DECISION, "group")));
        given(this.issues.create(any())).willReturn(new IssueCreation.Created(1, "SHOP-1", "https://t/SHOP-1", false));

        var first = startErrorReport(List.of(7L));
        var second = startErrorReport(List.of(7L));

        assertThat(TestEngine.path(first)).endsWith("IssuesCreated");
        assertThat(TestEngine.path(second)).endsWith("IssuesCreated");
        verify(this.rules).evaluate(REPORT, List.of(7L), first);
        verify(this.rules).evaluate(REPORT, List.of(7L), second);
    }

    @Test
    void anOutboxRowStartsTheProcessWithItsPayload() {
        given(this.rules.evaluate(anyLong(), any(), anyLong())).willReturn(List.of());
        var row = new OutboxQueue.Row(1, "error-report", """
                {"project": "shop", "groupId": 12, "reportId": 34, "integrationIds": [7, 8]}""", 0);

        var started = new EngineCommands(this.engine, new ObjectMapper(), Duration.ofSeconds(5)).send(row)
            .toCompletableFuture()
            .join();

        var report = ((ProcessInstanceEvent) started).getProcessInstanceKey();
        assertThat(TestEngine.path(report)).endsWith("ReportFiltered");
        verify(this.rules).evaluate(REPORT, List.of(7L, 8L), report);
    }

    @Test
    void anOutboxRowOfAKindFromALaterVersionIsRefused() {
        var row = new OutboxQueue.Row(1, "telepathy", "{}", 0);

        assertThat(new EngineCommands(this.engine, new ObjectMapper(), Duration.ofSeconds(5)).send(row))
            .failsWithin(Duration.ZERO)
            .withThrowableThat()
            .withMessageContaining("does not know outbox rows of the kind \"telepathy\"");
    }

    @Test
    void aFailingDatabaseBecomesAnIncidentThatNamesIt() {
        given(this.rules.evaluate(anyLong(), any(), anyLong()))
            .willThrow(new QueryTimeoutException("select secret from somewhere"));

        var report = startErrorReport(List.of(7L, 8L));

        var message = TestEngine.incident(report).getErrorMessage();
        assertThat(message)
            .startsWith("Could not evaluate rules for integrations [7, 8], group 12: the database failed "
                    + "(QueryTimeoutException). Check that PostgreSQL runs and can be reached; the log says more under job")
            .doesNotContain("secret", "\tat ");
    }

}
