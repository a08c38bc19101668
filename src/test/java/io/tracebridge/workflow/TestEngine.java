package io.tracebridge.workflow;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.process.test.engine.UserTaskCompleter;
import io.camunda.zeebe.process.test.filters.RecordStream;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.MessageStartEventSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.MessageStartEventSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.Process;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The engine of the process tests: Zeebe in memory, one for the whole JVM. The only class
 * that knows it, since its successor is named already.
 */
final class TestEngine {

    private static final Set<BpmnElementType> NOT_NODES = Set.of(BpmnElementType.PROCESS,
            BpmnElementType.SEQUENCE_FLOW);

    private static final ZeebeTestEngine ENGINE = start();

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestEngine() {
    }

    private static ZeebeTestEngine start() {
        var engine = EngineFactory.create();
        engine.start();
        return engine;
    }

    /** Points a Spring context at it. */
    static void register(DynamicPropertyRegistry registry) {
        registry.add("camunda.client.grpc-address", () -> "http://" + ENGINE.getGatewayAddress());
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
    }

    /** The nodes that the instance has left, in order; waits until it has ended. */
    static List<String> path(long instance) {
        await().until(() -> elements(instance)
            .anyMatch((element) -> element.getValue().getBpmnElementType() == BpmnElementType.PROCESS
                    && element.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED));
        return elements(instance).filter((element) -> element.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED)
            .map(Record::getValue)
            .filter((element) -> !NOT_NODES.contains(element.getBpmnElementType()))
            .map(ProcessInstanceRecordValue::getElementId)
            .toList();
    }

    /** Whether the instance has left a node. */
    static boolean reached(long instance, String node) {
        return elements(instance).anyMatch((element) -> element.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED
                && element.getValue().getElementId().equals(node));
    }

    /** Whether somebody ended the instance before its end. */
    static boolean cancelled(long instance) {
        return elements(instance)
            .anyMatch((element) -> element.getValue().getBpmnElementType() == BpmnElementType.PROCESS
                    && element.getIntent() == ProcessInstanceIntent.ELEMENT_TERMINATED);
    }

    /** The instances that call activities of the given one have started. */
    static List<Long> children(long instance) {
        return values(ProcessInstanceRecordValue.class)
            .filter((element) -> element.getValue().getBpmnElementType() == BpmnElementType.PROCESS
                    && element.getValue().getParentProcessInstanceKey() == instance
                    && element.getIntent() == ProcessInstanceIntent.ELEMENT_ACTIVATED)
            .map(Record::getKey)
            .toList();
    }

    /** All instances of a process that were ever started, oldest first. */
    static List<Long> instances(String process) {
        return values(ProcessInstanceRecordValue.class)
            .filter((element) -> element.getValue().getBpmnElementType() == BpmnElementType.PROCESS
                    && element.getValue().getBpmnProcessId().equals(process)
                    && element.getIntent() == ProcessInstanceIntent.ELEMENT_ACTIVATED)
            .map(Record::getKey)
            .toList();
    }

    /** How many timers wait to start the process. */
    static long startTimers(String process) {
        var versions = values(Process.class)
            .filter((deployed) -> deployed.getValue().getBpmnProcessId().equals(process))
            .map((deployed) -> deployed.getValue().getProcessDefinitionKey())
            .collect(Collectors.toSet());
        var waiting = new HashSet<Long>();
        values(TimerRecordValue.class)
            .filter((timer) -> versions.contains(timer.getValue().getProcessDefinitionKey())
                    && timer.getValue().getElementInstanceKey() < 0)
            .forEach((timer) -> {
                if (timer.getIntent() == TimerIntent.CREATED) {
                    waiting.add(timer.getKey());
                }
                if (timer.getIntent() == TimerIntent.TRIGGERED || timer.getIntent() == TimerIntent.CANCELED) {
                    waiting.remove(timer.getKey());
                }
            });
        return waiting.size();
    }

    /** Waits for the n-th instance that a message for the link started, from one. */
    static long instance(long link, int number) {
        return await().until(() -> started(link).skip(number - 1).findFirst(), Optional::isPresent).orElseThrow();
    }

    /** Waits for an instance that the given start event began; the latest. */
    static long instanceFrom(String startEvent) {
        return await().until(() -> values(ProcessInstanceRecordValue.class)
            .filter((element) -> element.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED
                    && element.getValue().getElementId().equals(startEvent))
            .map((element) -> element.getValue().getProcessInstanceKey())
            .reduce((earlier, later) -> later), Optional::isPresent).orElseThrow();
    }

    /** Lets time pass for all timers. */
    static void skip(Duration time) {
        ENGINE.increaseTime(time);
    }

    static long instances(long link) {
        return started(link).count();
    }

    private static Stream<Long> started(long link) {
        return values(MessageStartEventSubscriptionRecordValue.class)
            .filter((start) -> start.getIntent() == MessageStartEventSubscriptionIntent.CORRELATED
                    && start.getValue().getCorrelationKey().equals(Long.toString(link)))
            .map((start) -> start.getValue().getProcessInstanceKey());
    }

    /** The variables that the instance itself holds: name to JSON. */
    static Map<String, String> variables(long instance) {
        var variables = new TreeMap<String, String>();
        records().variableRecords().forEach((variable) -> {
            if (variable.getValue().getScopeKey() == instance) {
                variables.put(variable.getValue().getName(), variable.getValue().getValue());
            }
        });
        return variables;
    }

    /** Waits for the n-th user task of the instance, from one. */
    static Record<UserTaskRecordValue> userTask(long instance, int number) {
        return await().until(() -> values(UserTaskRecordValue.class)
            .filter((task) -> task.getIntent() == UserTaskIntent.CREATED
                    && task.getValue().getProcessInstanceKey() == instance)
            .skip(number - 1)
            .findFirst(), Optional::isPresent).orElseThrow();
    }

    /** What the form of a task sees of the task's own variables: name to JSON. */
    static Map<String, String> formData(Record<UserTaskRecordValue> task) {
        return variables(task.getValue().getElementInstanceKey());
    }

    /** As Tasklist does when a triager presses "Complete Task". */
    static void complete(Record<UserTaskRecordValue> task, Map<String, ?> form) {
        try {
            UserTaskCompleter.complete(ENGINE, task.getKey(), JSON.writeValueAsString(form));
        }
        catch (JsonProcessingException ex) {
            throw new IllegalArgumentException(ex);
        }
    }

    /** Each time that a job of the instance was handed back, in order. */
    static List<JobRecordValue> failedJobs(long instance) {
        return values(JobRecordValue.class)
            .filter((job) -> job.getIntent() == JobIntent.FAILED && job.getValue().getProcessInstanceKey() == instance)
            .map(Record::getValue)
            .toList();
    }

    static IncidentRecordValue incident(long instance) {
        return skippingTimeUntil(() -> incidents(instance).map(Record::getValue).findFirst().orElse(null),
                (incident) -> incident != null);
    }

    /** What an operator retries. */
    static long incidentKey(long instance) {
        return incidents(instance).findFirst().orElseThrow().getKey();
    }

    private static Stream<Record<IncidentRecordValue>> incidents(long instance) {
        return values(IncidentRecordValue.class).filter((incident) -> incident.getIntent() == IncidentIntent.CREATED
                && incident.getValue().getProcessInstanceKey() == instance);
    }

    /** Lets backoffs pass while it waits. */
    static <T> T skippingTimeUntil(Callable<T> value, Predicate<T> met) {
        return await().until(() -> {
            ENGINE.increaseTime(Duration.ofMinutes(1));
            return value.call();
        }, met);
    }

    private static Stream<Record<ProcessInstanceRecordValue>> elements(long instance) {
        return values(ProcessInstanceRecordValue.class)
            .filter((element) -> element.getValue().getProcessInstanceKey() == instance);
    }

    @SuppressWarnings("unchecked")
    private static <T extends RecordValue> Stream<Record<T>> values(Class<T> type) {
        return StreamSupport.stream(records().records().spliterator(), false)
            .filter((record) -> type.isInstance(record.getValue()))
            .map((record) -> (Record<T>) record);
    }

    private static RecordStream records() {
        return RecordStream.of(ENGINE.getRecordStreamSource());
    }

}
