package io.tracebridge.workflow;

import java.util.Random;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class ProcessDeployerTest {

    private final CamundaClient engine = mock(RETURNS_DEEP_STUBS);

    private final DeployResourceCommandStep2 command = mock(RETURNS_DEEP_STUBS);

    private final ProcessDeployer deployer = new ProcessDeployer(this.engine, (event) -> {
    }, new Random(1));

    @Test
    void triesUntilTheEngineAnswersWithoutHoldingUpTheStart() {
        given(this.engine.newDeployResourceCommand().addResourceBytes(any(), any())).willReturn(this.command);
        given(this.command.addResourceBytes(any(), any())).willReturn(this.command);
        given(this.command.send().join()).willThrow(away()).willThrow(away()).willReturn(mock(DeploymentEvent.class));

        this.deployer.start();
        assertThat(this.deployer.isDeployed()).isFalse();

        await().until(this.deployer::isDeployed);
        verify(this.command.send(), times(3)).join();
        this.deployer.stop();
    }

    @Test
    void stoppingEndsTheTries() {
        given(this.engine.newDeployResourceCommand().addResourceBytes(any(), any())).willReturn(this.command);
        given(this.command.addResourceBytes(any(), any())).willReturn(this.command);
        given(this.command.send().join()).willThrow(away());

        this.deployer.start();
        this.deployer.stop();

        assertThat(this.deployer.isRunning()).isFalse();
        assertThat(this.deployer.isDeployed()).isFalse();
    }

    @Test
    void allProcessesAndFormsGoInOneCommand() {
        given(this.engine.newDeployResourceCommand().addResourceBytes(any(), any())).willReturn(this.command);
        given(this.command.addResourceBytes(any(), any())).willReturn(this.command);

        this.deployer.start();
        await().until(this.deployer::isDeployed);

        assertThat(ProcessDeployer.resources()).extracting(Resource::getFilename)
            .contains("error-report.bpmn", "create-issue.bpmn", "correct-rejected-issue.form");
        verify(this.command).addResourceBytes(any(), eq("error-report.bpmn"));
        verify(this.command, times(1)).send();
        this.deployer.stop();
    }

    private static ClientStatusException away() {
        return new ClientStatusException(Status.UNAVAILABLE, null);
    }

}
