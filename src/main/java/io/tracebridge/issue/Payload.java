package io.tracebridge.issue;

import java.util.List;
import java.util.Map;

/**
 * How an integration words its issues (its second step). Absent parts take the defaults.
 *
 * @param subject text with macros
 * @param bodyField the tracker's field for the description; null for its usual one
 * @param customFields field name to text with {@code $attribute}
 * @param labels constant labels
 */
public record Payload(String subject, String bodyField, Map<String, String> customFields, List<String> labels,
        Display display) {

    public static final String DEFAULT_SUBJECT = "{{project}} - {{application}} - {{group_prefix}} : {{classifiers}} / {{frames}}";

    public Payload {
        subject = (subject != null) ? subject : DEFAULT_SUBJECT;
        customFields = (customFields != null) ? Map.copyOf(customFields) : Map.of();
        labels = (labels != null) ? List.copyOf(labels) : List.of("tracebridge");
        display = (display != null) ? display : Display.DEFAULT;
    }

    /**
     * Which sections the description has.
     *
     * @param attributes the attributes to list, in this order; empty lists all defined
     * ones
     */
    public record Display(boolean classifiers, boolean callstack, boolean hostname, List<String> attributes,
            boolean attributesSection) {

        static final Display DEFAULT = new Display(true, true, false, List.of(), true);

        public Display {
            attributes = (attributes != null) ? List.copyOf(attributes) : List.of();
        }

    }

}
