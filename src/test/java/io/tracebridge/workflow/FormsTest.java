package io.tracebridge.workflow;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The forms are such as Tasklist 8.6 and later show alike. */
class FormsTest {

    /** All that form schema 16 knows; later ones would be left blank by Tasklist 8.6. */
    private static final Set<String> KNOWN = Set.of("textfield", "textarea", "number", "datetime", "checkbox",
            "checklist", "radio", "select", "taglist", "text", "html", "image", "button", "spacer", "separator",
            "group", "dynamiclist", "iframe", "table", "expression");

    private static final Set<String> WITHOUT_KEY = Set.of("text", "html", "image", "button", "spacer", "separator",
            "group", "dynamiclist", "iframe", "table");

    /** A link to an address in which nothing can end it. */
    private static final Pattern LINK = Pattern.compile("=if (\\w+Url) != \"\" and replace\\(\\1, "
            + Pattern.quote("\"^https?://[A-Za-z0-9./?&=%#:_~+@,;!$*-]+$\", \"\"")
            + "\\) = \"\" then \"\\[[\\w ]+]\\(\" \\+ \\1 \\+ \"\\)\" else \"\"");

    static List<Models.FormFile> forms() {
        return Models.allForms();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isNamedAfterItsIdAndWrittenForEightSix(Models.FormFile form) {
        assertThat(form).hasToString(form.id() + ".form");
        assertThat(form.form().path("schemaVersion").asInt()).isEqualTo(16);
        assertThat(form.form().path("executionPlatformVersion").asText()).isEqualTo("8.6.0");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void usesOnlyComponentsThatEightSixKnowsEachWithItsOwnId(Models.FormFile form) {
        assertThat(form.components()).isNotEmpty()
            .extracting((component) -> component.path("type").asText())
            .isSubsetOf(KNOWN);
        assertThat(form.components()).extracting((component) -> component.path("id").asText())
            .allSatisfy((id) -> assertThat(id).isNotBlank())
            .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyInputHasAKeyAndALabel(Models.FormFile form) {
        assertThat(form.components()).filteredOn((component) -> !WITHOUT_KEY.contains(component.path("type").asText()))
            .allSatisfy((component) -> {
                assertThat(component.path("key").asText()).as(component.toString()).isNotBlank();
                assertThat(component.path("label").asText()).as(component.toString()).isNotBlank();
            });
        assertThat(form.variables()).doesNotHaveDuplicates();
    }

    /** Tasklist shows nothing at all of a form in which two inputs share a key. */
    @ParameterizedTest
    @MethodSource("forms")
    void noTwoInputsOfOneListShareAKey(Models.FormFile form) {
        assertThat(form.components()).filteredOn((component) -> component.path("type").asText().equals("dynamiclist"))
            .allSatisfy((list) -> assertThat(list.findValuesAsText("key")).doesNotHaveDuplicates());
    }

    /** Its FEEL knows the function and answers that it is not implemented. */
    @ParameterizedTest
    @MethodSource("forms")
    void callsNoFunctionThatEightSixLacks(Models.FormFile form) {
        assertThat(form.form().toString()).doesNotContain("matches(");
    }

    /**
     * Markdown and HTML would let the tracker's words, or a report's, load images and
     *
     */
    @ParameterizedTest
    @MethodSource("forms")
    void showsNoVariableAsMarkup(Models.FormFile form) {
        assertThat(form.components())
            .filteredOn(
                    (component) -> Set.of("text", "html", "image", "iframe").contains(component.path("type").asText()))
            .allSatisfy((component) -> assertThat(markup(component)).satisfiesAnyOf(
                    (words) -> assertThat(words).doesNotContain("{{").doesNotStartWith("="),
                    (link) -> assertThat(link).matches(LINK)));
    }

    private static String markup(JsonNode component) {
        return component.path("text").asText() + component.path("content").asText() + component.path("source").asText()
                + component.path("url").asText();
    }

}
