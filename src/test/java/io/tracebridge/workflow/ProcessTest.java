package io.tracebridge.workflow;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.camunda.client.CamundaClient;
import io.camunda.client.spring.configuration.CamundaAutoConfiguration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.link.IssueCreation;
import io.tracebridge.link.IssueRequests;
import io.tracebridge.link.IssueSync;
import io.tracebridge.link.Polling;
import io.tracebridge.link.Reconcile;
import io.tracebridge.link.ReconcileRequests;
import io.tracebridge.link.RequestDrafting;
import io.tracebridge.notify.Mentions;
import io.tracebridge.outbox.OutboxQueue;
import io.tracebridge.triage.RuleEvaluation;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/**
 * The real processes, deployed by the real deployer, with the real workers, on a real
 * engine; only the services behind the workers are played.
 */
@SpringBootTest(classes = ProcessTest.Slice.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = { "tracebridge.platform.enabled=false", "spring.main.banner-mode=off" })
abstract class ProcessTest {

    static final long INTEGRATION = 7;

    static final long GROUP = 12;

    static final long REPORT = 34;

    static final long DECISION = 56;

    @DynamicPropertySource
    static void engine(DynamicPropertyRegistry registry) {
        TestEngine.register(registry);
    }

    @MockitoBean
    RuleEvaluation rules;

    @MockitoBean
    IssueCreation issues;

    @MockitoBean
    IssueSync syncs;

    @MockitoBean
    Reconcile reconcile;

    @MockitoBean
    ReconcileRequests reconcileRequests;

    @MockitoBean
    RequestDrafting drafting;

    @MockitoBean
    IssueRequests requests;

    @MockitoBean
    Mentions mentions;

    @MockitoBean
    Polling polling;

    @MockitoBean
    OutboxQueue outbox;

    @MockitoBean
    Integrations integrations;

    @Autowired
    CamundaClient engine;

    @Autowired
    ProcessDeployer processes;

    @BeforeEach
    void awaitProcesses() {
        TestEngine.await().until(this.processes::isDeployed);
    }

    long startErrorReport(List<Long> integrations) {
        return start(ProcessNames.ERROR_REPORT,
                Map.of("project", "shop", "groupId", GROUP, "reportId", REPORT, "integrationIds", integrations));
    }

    long startCreateIssue() {
        return start(ProcessNames.CREATE_ISSUE, Map.of("integrationId", INTEGRATION, "groupId", GROUP, "reportId",
                REPORT, "decisionId", DECISION, "scope", "group"));
    }

    void publish(String message, String correlationKey, Duration life, Map<String, ?> variables) {
        this.engine.newPublishMessageCommand()
            .messageName(message)
            .correlationKey(correlationKey)
            .timeToLive(life)
            .variables(variables)
            .send()
            .join();
    }

    long start(String process, Map<String, ?> variables) {
        return this.engine.newCreateInstanceCommand()
            .bpmnProcessId(process)
            .latestVersion()
            .variables(variables)
            .send()
            .join()
            .getProcessInstanceKey();
    }

    /** Deliberately without a stereotype, so that no scan finds it. */
    @ImportAutoConfiguration({ JacksonAutoConfiguration.class, MetricsAutoConfiguration.class,
            SimpleMetricsExportAutoConfiguration.class, CamundaAutoConfiguration.class })
    @ComponentScan(excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
    static class Slice {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

    }

}
