package io.tracebridge.issue;

import java.util.List;
import java.util.Map;

/**
 * How an integration words its issues (its second step). Absent parts take the defaults.
 *
 * @param subject text with macros
 * @param bodyField the tracker's field for the description; null for its usual one
 * @param customFields field name to text with {@code $attribute}; {@code labels} and
 * {@code description} replace the built-in ones
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
     * Which sections the description has. Null parts take the defaults: all of them, but
     * without the host name.
     *
     * @param hostname whether the attributes section may show the host name
     * @param attributes the attributes to list, in this order; empty lists all defined
     * ones
     */
    public record Display(Boolean classifiers, Boolean callstack, Boolean hostname, List<String> attributes,
            Boolean attributesSection) {

        static final Display DEFAULT = new Display(null, null, null, null, null);

        public Display {
            classifiers = (classifiers != null) ? classifiers : Boolean.TRUE;
            callstack = (callstack != null) ? callstack : Boolean.TRUE;
            hostname = (hostname != null) ? hostname : Boolean.FALSE;
            attributes = (attributes != null) ? List.copyOf(attributes) : List.of();
            attributesSection = (attributesSection != null) ? attributesSection : Boolean.TRUE;
        }

    }

}
