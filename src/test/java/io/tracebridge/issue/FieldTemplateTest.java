package io.tracebridge.issue;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FieldTemplateTest {

    private static final GroupSummary GROUP = Samples.group(List.of("Error"), List.of("main"),
            Map.of("application", Map.of("storefront", 12L), "application.version", Map.of("2.3.1", 3L, "2.4.0", 9L),
                    "host-name", Map.of("web_1", 1L), "tie", Map.of("b", 2L, "a", 2L, "c", 1L), "odd",
                    Map.of("$application", 1L), "lines", Map.of("a\r\nb", 1L), "never", Map.of(), "blank",
                    Map.of("", 9L, " ", 8L, "x", 1L)));

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            plain text; plain text
            $application; storefront
            Host: $host-name, App: $application; Host: web_1, App: storefront
            $application.version; 2.4.0
            Runs $application.version.; Runs 2.4.0.
            $application.build; storefront.build
            $application-$host-name; storefront-web_1
            $application$host-name; storefrontweb_1
            $$application; $application
            5 $ or $$5; 5 $ or $5
            $; $
            $tie; a
            $odd; $application
            $lines; a b
            $blank; x
            """)
    void textIsFilledFromTheGroup(String template, String filled) {
        assertThat(new FieldTemplate(template).fill(GROUP)).contains(filled);
    }

    @ParameterizedTest
    @ValueSource(strings = { "$undefined", "Host: $undefined", "$never", "$application and $never", "$applications",
            "$5", "", " ", "$Application" })
    void aFieldStaysUnfilledWhenAnAttributeIsUndefinedOrHasNoValue(String template) {
        assertThat(new FieldTemplate(template).fill(GROUP)).isEmpty();
    }

    @Test
    void aDefinedAttributeThatNoReportCarriesIsNotReadAsAShorterOne() {
        GroupSummary group = Samples.group(List.of(), List.of(),
                Map.of("application", Map.of("storefront", 1L), "application.version", Map.of()));
        assertThat(new FieldTemplate("$application.version").fill(group)).isEmpty();
    }

    @Test
    void newlinesOfTheAdminStay() {
        assertThat(new FieldTemplate("a\nb $application").fill(GROUP)).contains("a\nb storefront");
    }

    @Test
    void whenSavingReferencesAreCheckedAgainstTheDefinedAttributes() {
        FieldTemplate template = new FieldTemplate("$$no $version. $application.version $hostnme $host $applications");
        Set<String> defined = Set.of("version", "application", "host", "unused");
        assertThat(template.attributesUsed(defined)).containsExactly("version", "application", "host");
        assertThat(template.undefinedReferences(defined)).containsExactly("hostnme", "applications");
    }

}
