package io.tracebridge.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BpmnModelElementInstance;
import io.camunda.zeebe.model.bpmn.instance.Process;

/** What lies in {@code bpmn/}, {@code forms/} and {@code docs/examples/}. */
final class Models {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Models() {
    }

    static List<ProcessFile> processes() {
        return processes("bpmn");
    }

    /** Processes as others may have them, with our tasks in them. */
    static List<ProcessFile> examples() {
        return processes("docs/examples");
    }

    /** Ours and the examples. */
    static List<ProcessFile> allProcesses() {
        return Stream.concat(processes().stream(), examples().stream()).toList();
    }

    private static List<ProcessFile> processes(String directory) {
        return files(directory, ".bpmn").stream()
            .map((file) -> new ProcessFile(file, Bpmn.readModelFromFile(file.toFile())))
            .toList();
    }

    static List<FormFile> forms() {
        return forms("forms");
    }

    static List<FormFile> allForms() {
        return Stream.concat(forms().stream(), forms("docs/examples").stream()).toList();
    }

    private static List<FormFile> forms(String directory) {
        return files(directory, ".form").stream().map((file) -> new FormFile(file, json(file))).toList();
    }

    static List<TemplateFile> templates() {
        return files("element-templates", ".json").stream().map((file) -> new TemplateFile(file, json(file))).toList();
    }

    private static List<Path> files(String directory, String extension) {
        try (var files = Files.list(Path.of(directory))) {
            return files.filter((file) -> file.toString().endsWith(extension)).sorted().toList();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    record ProcessFile(Path file, BpmnModelInstance model) {

        Process process() {
            return all(Process.class).getFirst();
        }

        <T extends BpmnModelElementInstance> List<T> all(Class<T> type) {
            return List.copyOf(this.model.getModelElementsByType(type));
        }

        @Override
        public String toString() {
            return this.file.getFileName().toString();
        }

    }

    /** An element template of Camunda Modeler. */
    record TemplateFile(Path file, JsonNode template) {

        String id() {
            return this.template.path("id").asText();
        }

        String jobType() {
            return property("zeebe:taskDefinition", "type").path("value").asText();
        }

        String retries() {
            return property("zeebe:taskDefinition", "retries").path("value").asText();
        }

        /** The names that inputs of the task have. */
        List<String> inputs() {
            return bindings("zeebe:input", "name");
        }

        /** What outputs of the task read, such as {@code =linkId}. */
        List<String> outputs() {
            return bindings("zeebe:output", "source");
        }

        private JsonNode property(String binding, String name) {
            return this.template.path("properties")
                .valueStream()
                .filter((property) -> property.at("/binding/type").asText().equals(binding)
                        && property.at("/binding/property").asText().equals(name))
                .findFirst()
                .orElseThrow();
        }

        private List<String> bindings(String binding, String name) {
            return this.template.path("properties")
                .valueStream()
                .map((property) -> property.path("binding"))
                .filter((bound) -> bound.path("type").asText().equals(binding))
                .map((bound) -> bound.path(name).asText())
                .toList();
        }

        @Override
        public String toString() {
            return this.file.getFileName().toString();
        }

    }

    record FormFile(Path file, JsonNode form) {

        String id() {
            return this.form.path("id").asText();
        }

        /** Those nested in lists and groups included. */
        List<JsonNode> components() {
            return components(this.form).toList();
        }

        private static Stream<JsonNode> components(JsonNode parent) {
            return parent.path("components")
                .valueStream()
                .flatMap((component) -> Stream.concat(Stream.of(component), components(component)));
        }

        /** The variables that the form reads and writes. */
        List<String> variables() {
            return this.form.path("components")
                .valueStream()
                .map((component) -> component.path("path").asText(component.path("key").asText()))
                .filter((name) -> !name.isEmpty())
                .toList();
        }

        @Override
        public String toString() {
            return this.file.getFileName().toString();
        }

    }

}
