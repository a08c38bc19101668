package io.tracebridge.workflow;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.BackoffSupplier;
import io.camunda.client.jobhandling.CamundaClientExecutorService;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.JobExceptionHandlingStrategy;
import io.camunda.client.jobhandling.parameter.ParameterResolverStrategy;
import io.camunda.client.metrics.MetricsRecorder;
import io.micrometer.core.instrument.MeterRegistry;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.link.WorkNames;
import io.tracebridge.outbox.EngineProbe;
import io.tracebridge.outbox.OutboxQueue;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands between the engine's client and the workers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "camunda.client.enabled", havingValue = "true", matchIfMissing = true)
class WorkflowConfiguration {

    private static final Duration OUTBOX_POLL = Duration.ofSeconds(1);

    private static final Duration HELD_JOBS_LOOK = Duration.ofSeconds(1);

    /** One generator for all jitter; the thread-safe kind. */
    private final RandomGenerator random = new Random();

    /** Nothing asks the engine for anything before the context is refreshed. */
    @Bean
    @ConditionalOnProperty("camunda.client.auth.client-id")
    Path tokenFile(@Value("${camunda.client.auth.credentials-cache-path}") Path file) {
        return TokenFile.prepare(file);
    }

    @Bean
    CamundaClientExecutorService jobExecutor(@Value("${camunda.client.execution-threads:128}") int jobs) {
        return new CamundaClientExecutorService(new JobThreads(jobs), true);
    }

    /** Around whatever strategy the starter makes. */
    @Bean
    static BeanPostProcessor jobFields() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return (bean instanceof ParameterResolverStrategy strategy) ? new JobFields(strategy) : bean;
            }
        };
    }

    @Bean
    CommandExceptionHandlingStrategy commandRetries(BackoffSupplier backoff, CamundaClientExecutorService executor) {
        return new CommandRetries(backoff, executor.get());
    }

    @Bean
    HeldJobs heldJobs(Integrations integrations, Clock clock, CamundaClientExecutorService executor) {
        var held = new HeldJobs((id) -> integrations.find(id).map(Integration::usable).orElse(true), clock,
                this.random);
        executor.get()
            .scheduleWithFixedDelay(held::look, HELD_JOBS_LOOK.toMillis(), HELD_JOBS_LOOK.toMillis(),
                    TimeUnit.MILLISECONDS);
        return held;
    }

    @Bean
    JobExceptionHandlingStrategy jobFailures(CommandExceptionHandlingStrategy commandFailures, MetricsRecorder metrics,
            ObjectProvider<WorkNames> names, HeldJobs held) {
        return new JobFailures(new FailurePolicy(this.random), new JobNames(names), held, commandFailures, metrics);
    }

    @Bean
    ProcessDeployer processDeployer(CamundaClient engine, ApplicationEventPublisher events) {
        return new ProcessDeployer(engine, events, this.random);
    }

    @Bean
    OutboxRelay outboxRelay(CamundaClient engine, OutboxQueue queue, ProcessDeployer processes, ObjectMapper json) {
        var commands = new EngineCommands(engine, json, OutboxBatch.COMMAND_TIMEOUT);
        return new OutboxRelay(queue, new OutboxBatch(commands::send, this.random), processes.deployed(), OUTBOX_POLL,
                this.random);
    }

    @Bean
    EngineProbe engineProbe(CamundaClient engine) {
        return new TopologyProbe(engine);
    }

    @Bean
    EngineWatch engineHealthIndicator(EngineProbe probe, MeterRegistry meters) {
        return new EngineWatch(probe, meters);
    }

    /**
     * Part of readiness: down until the engine knows our processes, and not again when
     * the engine goes away later, since reports are kept without it.
     */
    @Bean
    HealthIndicator processesHealthIndicator(ProcessDeployer processes) {
        return () -> processes.isDeployed() ? Health.up().build()
                : Health.down().withDetail("reason", "the engine does not know our processes yet").build();
    }

}
