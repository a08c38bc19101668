package io.tracebridge.workflow;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.camunda.zeebe.model.bpmn.instance.Activity;
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

import static org.assertj.core.api.Assertions.assertThat;

/** What the processes, the forms and the code say of each other is true. */
class ProcessModelsTest {

    static List<Models.ProcessFile> processes() {
        return Models.processes();
    }

    static List<Models.ProcessFile> allProcesses() {
        return Models.allProcesses();
    }

    @Test
    void everyJobTypeHasItsWorkerAndEveryWorkerItsTask() {
        var asked = Models.processes()
            .stream()
            .flatMap((process) -> process.all(ServiceTask.class).stream())
            .map((task) -> extension(task, ZeebeTaskDefinition.class).getType())
            .collect(Collectors.toSet());

        assertThat(Workers.jobTypes()).isEqualTo(asked);
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyServiceTaskGivesItsWorkerExactlyWhatItReads(Models.ProcessFile process) {
        assertThat(process.all(ServiceTask.class)).allSatisfy((task) -> {
            var definition = extension(task, ZeebeTaskDefinition.class);
            var worker = Workers.of(definition.getType());

            assertThat(definition.getRetries()).isEqualTo(Integer.toString(RetryBackoff.RETRIES));
            assertThat(inputs(task)).containsExactlyInAnyOrderElementsOf(worker.reads());
            assertThat(outputs(task)).containsExactlyInAnyOrderElementsOf(worker.gives());
        });
    }

    @ParameterizedTest
    @MethodSource("allProcesses")
    void everyUserTaskIsNativeForTriagersAndShowsAFormThatExists(Models.ProcessFile process) {
        var forms = Models.allForms().stream().collect(Collectors.toMap(Models.FormFile::id, Function.identity()));
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
    @MethodSource("allProcesses")
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
    @MethodSource("allProcesses")
    void idsAreUniqueAndPascalCase(Models.ProcessFile process) {
        assertThat(process.all(BaseElement.class)).extracting(BaseElement::getId)
            .filteredOn(Objects::nonNull)
            .doesNotHaveDuplicates();
        assertThat(process.all(FlowElement.class)).extracting(FlowElement::getId)
            .allSatisfy((id) -> assertThat(id).matches("([A-Z][a-z]+)+"));
    }

    @ParameterizedTest
    @MethodSource("allProcesses")
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

    /** In Operate the name is all that one sees of a task. */
    @ParameterizedTest
    @MethodSource("allProcesses")
    void aTaskSaysInWordsWhatItDoes(Models.ProcessFile process) {
        assertThat(process.all(Activity.class)).extracting(Activity::getName)
            .allSatisfy((name) -> assertThat(name).matches("[A-Z][a-z]+( [a-z']+)+"));
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

}
