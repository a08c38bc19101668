package io.tracebridge.web.page.wizard;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tracebridge.issue.Payload;

/**
 * The second step as typed.
 *
 * @param labels separated by commas
 */
record PayloadForm(String subject, String bodyField, String labels, List<Field> fields, boolean classifiers,
        boolean callstack, boolean hostname, boolean attributesSection, List<String> attributes) {

    static PayloadForm of(Payload payload) {
        var display = payload.display();
        return new PayloadForm(payload.subject(), (payload.bodyField() != null) ? payload.bodyField() : "",
                String.join(", ", payload.labels()),
                payload.customFields()
                    .entrySet()
                    .stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map((field) -> new Field(field.getKey(), field.getValue()))
                    .toList(),
                display.classifiers(), display.callstack(), display.hostname(), display.attributesSection(),
                display.attributes());
    }

    static PayloadForm of(Form form, boolean blank) {
        return new PayloadForm(form.text("payload.subject"), form.text("payload.bodyField"),
                form.text("payload.labels"),
                form.rows("fields", blank).stream().map((row) -> new Field(row.get(0), row.get(1))).toList(),
                form.flag("classifiers"), form.flag("callstack"), form.flag("hostname"), form.flag("attributesSection"),
                form.list("attributes").stream().filter((name) -> blank || !name.isEmpty()).toList());
    }

    Payload payload(Errors errors) {
        var custom = new LinkedHashMap<String, String>();
        for (int i = 0; i < this.fields.size(); i++) {
            var field = this.fields.get(i);
            var place = "payload.customFields[" + i + "]";
            if (field.name().isEmpty()) {
                errors.add(place, "needs the name of the tracker's field; remove the row if there is none");
            }
            else if (custom.put(field.name(), field.value()) != null) {
                errors.add(place, "is there twice; one text can fill it");
            }
        }
        return new Payload(this.subject.isEmpty() ? null : this.subject,
                this.bodyField.isEmpty() ? null : this.bodyField, custom,
                Arrays.stream(this.labels.split(",")).map(String::strip).filter((label) -> !label.isEmpty()).toList(),
                new Payload.Display(this.classifiers, this.callstack, this.hostname, this.attributes,
                        this.attributesSection));
    }

    record Field(String name, String value) {
    }

}
