package io.tracebridge.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.tracebridge.outbox.EngineReady;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings our processes and forms to the engine, all in one command since they are bound
 * to each other by deployment. Tries until the engine answers, so that the program starts
 * without it; deploying again what the engine has already changes nothing.
 */
final class ProcessDeployer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessDeployer.class);

    private static final List<String> PATTERNS = List.of("classpath:bpmn/*.bpmn", "classpath:forms/*.form");

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final CamundaClient engine;

    private final ApplicationEventPublisher events;

    private final RandomGenerator random;

    private final CountDownLatch deployed = new CountDownLatch(1);

    private final CountDownLatch stopping = new CountDownLatch(1);

    private Thread thread;

    ProcessDeployer(CamundaClient engine, ApplicationEventPublisher events, RandomGenerator random) {
        this.engine = engine;
        this.events = events;
        this.random = random;
    }

    /** Zero as soon as the engine knows our processes. */
    CountDownLatch deployed() {
        return this.deployed;
    }

    boolean isDeployed() {
        return this.deployed.getCount() == 0;
    }

    @Override
    public synchronized void start() {
        this.thread = Thread.ofVirtual().name("process-deployer").start(this::deployUntilDone);
    }

    @Override
    public synchronized void stop() {
        this.stopping.countDown();
        this.thread.interrupt();
    }

    @Override
    public synchronized boolean isRunning() {
        return this.thread != null && this.stopping.getCount() > 0;
    }

    private void deployUntilDone() {
        try {
            for (var failures = 1; !deploy(failures); failures++) {
                var pause = RetryBackoff.doubling(FIRST_PAUSE, LONGEST_PAUSE, failures, this.random);
                if (this.stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean deploy(int attempt) {
        try {
            var deployment = command().send().join();
            this.deployed.countDown();
            LOG.info("The engine knows our processes: {}",
                    deployment.getProcesses()
                        .stream()
                        .map((process) -> process.getBpmnProcessId() + " version " + process.getVersion())
                        .toList());
            this.events.publishEvent(new EngineReady());
            return true;
        }
        catch (ClientException ex) {
            LOG.warn("The engine does not know our processes yet (try {}): {}", attempt, EngineFailure.of(ex).words());
            return false;
        }
    }

    private DeployResourceCommandStep1.DeployResourceCommandStep2 command() {
        var command = this.engine.newDeployResourceCommand();
        DeployResourceCommandStep1.DeployResourceCommandStep2 complete = null;
        for (var resource : resources()) {
            complete = ((complete != null) ? complete : command).addResourceBytes(bytes(resource),
                    resource.getFilename());
        }
        if (complete == null) {
            throw new IllegalStateException("no processes on the class path: expected " + PATTERNS);
        }
        return complete;
    }

    static List<Resource> resources() {
        return PATTERNS.stream()
            .flatMap(ProcessDeployer::find)
            .sorted(Comparator.comparing(Resource::getFilename))
            .toList();
    }

    private static Stream<Resource> find(String pattern) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(pattern));
        }
        catch (IOException ex) {
            throw new UncheckedIOException("cannot list " + pattern, ex);
        }
    }

    private static byte[] bytes(Resource resource) {
        try {
            return resource.getContentAsByteArray();
        }
        catch (IOException ex) {
            throw new UncheckedIOException("cannot read " + resource, ex);
        }
    }

}
