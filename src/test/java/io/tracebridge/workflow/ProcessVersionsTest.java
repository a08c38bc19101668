package io.tracebridge.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.Process;
import io.tracebridge.link.IssueCreation.Created;
import io.tracebridge.link.IssueOutcomes;
import io.tracebridge.link.Rejection;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willReturn;

/** What operators see when Tracebridge is updated, and when they retry. */
class ProcessVersionsTest extends ProcessTest {

    private static final Created CREATED = new Created(1, "SHOP-1", "https://tracker.example/SHOP-1", false);

    private static final Rejection REJECTION = new Rejection("r-1", 9, "Component is not valid.", "INVALID_FIELD",
            "shop", "Jira", "jira-cloud", "shop: DemoError", List.of());

    /** The engine is that of all process tests. */
    @AfterEach
    void ourOwnProcessesAgain() {
        deploy(UnaryOperator.identity());
    }

    @Test
    void startingAgainMakesNoNewVersions() {
        var first = deploy(UnaryOperator.identity());
        var second = deploy(UnaryOperator.identity());

        assertThat(versions(first)).containsKeys(ProcessNames.ERROR_REPORT, ProcessNames.CREATE_ISSUE);
        assertThat(versions(second)).isEqualTo(versions(first));
        assertThat(second.getProcesses()).extracting(Process::getProcessDefinitionKey)
            .containsExactlyInAnyOrderElementsOf(
                    first.getProcesses().stream().map(Process::getProcessDefinitionKey).toList());
        assertThat(second.getForm()).extracting((form) -> form.getFormKey())
            .containsExactlyInAnyOrderElementsOf(first.getForm().stream().map((form) -> form.getFormKey()).toList());
    }

    @Test
    void aChangedProcessIsANewVersion() {
        var before = versions(deploy(UnaryOperator.identity()));

        var after = versions(deploy(ProcessVersionsTest::changed));

        assertThat(after.get(ProcessNames.CREATE_ISSUE)).isEqualTo(before.get(ProcessNames.CREATE_ISSUE) + 1);
    }

    @Test
    void whatRunsWhenANewVersionComesFinishesAsItBegan() {
        given(this.issues.create(any())).willThrow(IssueOutcomes.rejected(REJECTION)).willReturn(CREATED);
        var old = startCreateIssue();
        var task = TestEngine.userTask(old, 1);

        deploy(ProcessVersionsTest::changed);
        TestEngine.complete(task, Map.of("choice", "retry", "title", "Better title", "fields", List.of()));

        assertThat(TestEngine.path(old)).contains("CorrectRejectedIssue").endsWith("IssueCreated");
        assertThat(TestEngine.path(startCreateIssue())).endsWith("IssueCreatedAnew");
    }

    @Test
    void anIncidentThatIsRetriedAfterTheFixGoesOn() {
        given(this.issues.create(any()))
            .willThrow(new TrackerException.Unavailable("Jira did not answer within 30 s", (Throwable) null));
        var instance = startCreateIssue();
        var incident = TestEngine.incident(instance);
        assertThat(TestEngine.failedJobs(instance)).hasSize(6);

        willReturn(CREATED).given(this.issues).create(any());
        this.engine.newUpdateRetriesCommand(incident.getJobKey()).retries(1).send().join();
        this.engine.newResolveIncidentCommand(TestEngine.incidentKey(instance)).send().join();

        assertThat(TestEngine.path(instance)).containsExactly("IssueRequested", "Attempt", "CreateIssue",
                "AnyoneToMention", "MentionsSettled", "IssueCreated");
    }

    private DeploymentEvent deploy(UnaryOperator<String> change) {
        DeployResourceCommandStep2 command = null;
        for (var resource : ProcessDeployer.resources()) {
            var bytes = change.apply(text(resource)).getBytes(StandardCharsets.UTF_8);
            command = (command != null) ? command.addResourceBytes(bytes, resource.getFilename())
                    : this.engine.newDeployResourceCommand().addResourceBytes(bytes, resource.getFilename());
        }
        return command.send().join();
    }

    private static String changed(String resource) {
        return resource.contains("<bpmn:process id=\"create-issue\"")
                ? resource.replace("\"IssueCreated\"", "\"IssueCreatedAnew\"") : resource;
    }

    private static String text(Resource resource) {
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Map<String, Integer> versions(DeploymentEvent deployment) {
        return deployment.getProcesses()
            .stream()
            .collect(Collectors.toMap(Process::getBpmnProcessId, Process::getVersion));
    }

}
