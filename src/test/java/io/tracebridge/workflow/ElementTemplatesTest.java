package io.tracebridge.workflow;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeOutput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What people pick in Modeler is what the workers take and give. */
class ElementTemplatesTest {

    private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

    static List<Models.TemplateFile> templates() {
        return Models.templates();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateAsksForAllThatItsWorkerReadsAndOffersAllThatItGives(Models.TemplateFile template) {
        var worker = Workers.of(template.jobType());

        assertThat(template.inputs()).containsExactlyInAnyOrderElementsOf(worker.reads());
        assertThat(template.outputs())
            .containsExactlyInAnyOrderElementsOf(worker.gives().stream().map((name) -> "=" + name).toList());
        assertThat(template.retries()).isEqualTo(Integer.toString(RetryBackoff.RETRIES));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateIsNamedAfterItsJobType(Models.TemplateFile template) {
        assertThat(template.id()).isEqualTo(template.jobType().replace("tracebridge:", "io.tracebridge."));
        assertThat(template.template().path("version").asInt()).isPositive();
        assertThat(template.template().at("/engines/camunda").asText()).isEqualTo("^8.6");
        assertThat(template.template().at("/icon/contents").asText()).startsWith("data:image/svg+xml");
    }

    @Test
    void theTemplatesNameTheErrorsToCatch() {
        assertThat(description("tracebridge:create-issue")).contains(ProcessNames.ISSUE_REJECTED);
        assertThat(description("tracebridge:sync-link")).contains(ProcessNames.SYNC_CONFLICT);
    }

    @Test
    void theExamplesTasksAreAsTheTemplatesMakeThem() {
        var templates = templates().stream().collect(Collectors.toMap(Models.TemplateFile::id, Function.identity()));
        var tasks = Models.examples().stream().flatMap((example) -> example.all(ServiceTask.class).stream()).toList();

        assertThat(tasks).isNotEmpty().allSatisfy((task) -> {
            var template = templates.get(task.getAttributeValueNs(ZEEBE, "modelerTemplate"));
            assertThat(template).as(task.getId()).isNotNull();
            assertThat(task.getAttributeValueNs(ZEEBE, "modelerTemplateVersion"))
                .isEqualTo(template.template().path("version").asText());
            assertThat(task.getSingleExtensionElement(ZeebeTaskDefinition.class).getType())
                .isEqualTo(template.jobType());
            assertThat(task.getSingleExtensionElement(ZeebeTaskDefinition.class).getRetries())
                .isEqualTo(template.retries());
            var mapping = task.getSingleExtensionElement(ZeebeIoMapping.class);
            assertThat(mapping.getInputs()).extracting(ZeebeInput::getTarget)
                .containsExactlyInAnyOrderElementsOf(template.inputs());
            assertThat(mapping.getOutputs()).extracting(ZeebeOutput::getSource)
                .containsExactlyInAnyOrderElementsOf(template.outputs());
        });
    }

    private static String description(String jobType) {
        return templates().stream()
            .filter((template) -> template.jobType().equals(jobType))
            .map((template) -> template.template().path("description").asText())
            .findFirst()
            .orElseThrow();
    }

}
