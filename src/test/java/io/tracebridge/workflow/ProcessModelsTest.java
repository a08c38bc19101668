package io.tracebridge.workflow;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.BpmnModelElementInstance;
import io.camunda.zeebe.model.bpmn.instance.CallActivity;
import io.camunda.zeebe.model.bpmn.instance.Error;
import io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Gateway;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeAssignmentDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeBindingType;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledElement;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeOutput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeUserTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** What the processes, the forms and the code say of each other is true. */
class ProcessModelsTest {

    private static final Map<String, Method> WORKERS = workers();

    static List<Models.ProcessFile> processes() {
        return Models.processes();
    }

    @Test
    void everyJobTypeHasItsWorkerAndEveryWorkerItsTask() {
        var asked = Models.processes()
            .stream()
            .flatMap((process) -> process.all(ServiceTask.class).stream())
            .map((task) -> extension(task, ZeebeTaskDefinition.class).getType())
            .collect(Collectors.toSet());

        assertThat(WORKERS.keySet()).isEqualTo(asked);
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyServiceTaskGivesItsWorkerExactlyWhatItReads(Models.ProcessFile process) {
        assertThat(process.all(ServiceTask.class)).allSatisfy((task) -> {
            var definition = extension(task, ZeebeTaskDefinition.class);
            var worker = WORKERS.get(definition.getType());

            assertThat(definition.getRetries()).isEqualTo(Integer.toString(RetryBackoff.RETRIES));
            assertThat(inputs(task)).containsExactlyInAnyOrderElementsOf(read(worker));
            assertThat(outputs(task)).containsExactlyInAnyOrderElementsOf(components(worker.getReturnType()));
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyUserTaskIsNativeForTriagersAndShowsAFormThatExists(Models.ProcessFile process) {
        var forms = Models.forms().stream().collect(Collectors.toMap(Models.FormFile::id, Function.identity()));
        assertThat(process.all(UserTask.class)).allSatisfy((task) -> {
            var definition = extension(task, ZeebeFormDefinition.class);

            assertThat(task.getSingleExtensionElement(ZeebeUserTask.class)).isNotNull();
            assertThat(definition.getBindingType()).isEqualTo(ZeebeBindingType.deployment);
            assertThat(forms).containsKey(definition.getFormId());
            assertThat(extension(task, ZeebeAssignmentDefinition.class).getCandidateGroups()).isEqualTo("triage");
            var form = forms.get(definition.getFormId());
            assertThat(form.form().toString()).contains(inputs(task));
            assertThat(form.variables()).containsAll(outputs(task));
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyCalledProcessExistsAndIsBoundToItsCaller(Models.ProcessFile process) {
        var ids = Models.processes().stream().map((each) -> each.process().getId()).toList();
        assertThat(process.all(CallActivity.class)).allSatisfy((call) -> {
            var called = extension(call, ZeebeCalledElement.class);

            assertThat(ids).contains(called.getProcessId());
            assertThat(called.getBindingType()).isEqualTo(ZeebeBindingType.deployment);
            assertThat(called.isPropagateAllChildVariablesEnabled()).isFalse();
            assertThat(called.isPropagateAllParentVariablesEnabled()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void theFileIsNamedAfterTheOneProcessInIt(Models.ProcessFile process) {
        assertThat(process.all(Process.class)).hasSize(1);
        assertThat(process).hasToString(process.process().getId() + ".bpmn");
        assertThat(process.process().isExecutable()).isTrue();
        assertThat(process.process().getName()).isNotBlank();
        assertThat(process.model()
            .getDefinitions()
            .getAttributeValueNs("http://camunda.org/schema/modeler/1.0", "executionPlatformVersion"))
            .isEqualTo("8.6.0");
    }

    @ParameterizedTest
    @MethodSource("processes")
    void idsAreUniqueAndPascalCase(Models.ProcessFile process) {
        assertThat(process.all(BaseElement.class)).extracting(BaseElement::getId)
            .filteredOn(Objects::nonNull)
            .doesNotHaveDuplicates();
        assertThat(process.all(FlowElement.class)).extracting(FlowElement::getId)
            .allSatisfy((id) -> assertThat(id).matches("([A-Z][a-z]+)+"));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everythingThatPeopleReadHasAName(Models.ProcessFile process) {
        assertThat(process.all(FlowNode.class)).filteredOn((node) -> !(node instanceof Gateway))
            .allSatisfy((node) -> assertThat(node.getName()).as(node.getId()).isNotBlank());
        assertThat(process.all(ExclusiveGateway.class)).filteredOn((gateway) -> gateway.getOutgoing().size() > 1)
            .allSatisfy((gateway) -> {
                assertThat(gateway.getName()).as(gateway.getId()).endsWith("?");
                assertThat(gateway.getDefault()).as(gateway.getId()).isNotNull();
                assertThat(gateway.getOutgoing()).extracting(SequenceFlow::getName)
                    .allSatisfy((name) -> assertThat(name).as(gateway.getId()).isNotBlank())
                    .doesNotHaveDuplicates();
            });
    }

    @Test
    void theErrorsOfTheModelsAreThoseOfTheCode() {
        assertThat(Models.processes()).flatExtracting((process) -> process.all(Error.class))
            .extracting(Error::getErrorCode)
            .containsOnly(ProcessNames.ISSUE_REJECTED, ProcessNames.SYNC_CONFLICT);
        assertThat(Models.processes()).extracting((process) -> process.process().getId())
            .contains(ProcessNames.ERROR_REPORT, ProcessNames.CREATE_ISSUE, ProcessNames.SYNC_ISSUE);
    }

    private static <T extends BpmnModelElementInstance> T extension(BaseElement element, Class<T> type) {
        var extension = element.getSingleExtensionElement(type);
        assertThat(extension).as("%s of %s", type.getSimpleName(), element.getId()).isNotNull();
        return extension;
    }

    private static List<String> inputs(BaseElement element) {
        return extension(element, ZeebeIoMapping.class).getInputs().stream().map(ZeebeInput::getTarget).toList();
    }

    private static List<String> outputs(BaseElement element) {
        return extension(element, ZeebeIoMapping.class).getOutputs().stream().map(ZeebeOutput::getTarget).toList();
    }

    /** What the starter fetches for a worker. */
    private static List<String> read(Method worker) {
        return Arrays.stream(worker.getParameters()).map(ProcessModelsTest::read).flatMap(Collection::stream).toList();
    }

    private static List<String> read(Parameter parameter) {
        if (parameter.isAnnotationPresent(VariablesAsType.class)) {
            return components(parameter.getType());
        }
        var variable = parameter.getAnnotation(Variable.class);
        return (variable != null) ? List.of(variable.name()) : List.of();
    }

    private static List<String> components(Class<?> type) {
        return type.isRecord() ? Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList()
                : List.of();
    }

    private static Map<String, Method> workers() {
        var scanner = new ClassPathScanningCandidateComponentProvider(true);
        return scanner.findCandidateComponents("io.tracebridge")
            .stream()
            .map((bean) -> ClassUtils.resolveClassName(bean.getBeanClassName(), null))
            .flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
            .filter((method) -> method.isAnnotationPresent(JobWorker.class))
            .collect(Collectors.toMap((method) -> method.getAnnotation(JobWorker.class).type(), Function.identity()));
    }

}
