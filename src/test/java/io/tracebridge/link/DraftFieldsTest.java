package io.tracebridge.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.tracebridge.link.DraftForm.Choice;
import io.tracebridge.tracker.Catalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DraftFieldsTest {

    private static final Catalog.Field COMPONENTS = new Catalog.Field("components", "Component/s", "array", true,
            List.of("Cart", "Web"));

    private static final Catalog.Field PRIORITY = new Catalog.Field("priority", "Priority", "priority", false,
            List.of("High", "Low"));

    private static final Catalog.Field BUILD = new Catalog.Field("customfield_7", "Build", "string", true, List.of());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # id of a required field | the integration's body field | asked for
            components               |                              | true
            customfield_7            |                              | true
            project                  |                              | false
            issuetype                |                              | false
            summary                  |                              | false
            title                    |                              | false
            subject                  |                              | false
            description              |                              | false
            Description              |                              | false
            labels                   |                              | false
            reporter                 |                              | false
            author                   |                              | false
            assignee                 |                              | false
            environment              | environment                  | false
            environment              | Environment                  | false
            environment              | somewhere else               | true
            """)
    void asksForWhatIsNotFilledAnyway(String id, String bodyField, boolean asked) {
        var required = new Catalog.Field(id, id + "!", "string", true, List.of());

        var fields = new DraftFields(List.of(required), Optional.ofNullable(bodyField)).ask(Map.of(), Map.of());

        assertThat(fields).hasSize(asked ? 1 : 0).allMatch(DraftForm.Field::required);
    }

    @Test
    void showsRequiredFieldsFirstAndNoOptionalOneThatNobodyNamed() {
        var fields = ask(Map.of("a", "1", "Build", "7"), Map.of("b", "2"), COMPONENTS, PRIORITY, BUILD);

        assertThat(fields).extracting(DraftForm.Field::name).containsExactly("Build", "components", "a", "b");
        assertThat(fields).extracting(DraftForm.Field::required).containsExactly(true, true, false, false);
    }

    @Test
    void describesAFieldInTheTrackersWordsAndKeepsTheIntegrationsName() {
        assertThat(ask(Map.of("component/s", "web"), Map.of(), COMPONENTS)).containsExactly(new DraftForm.Field(
                "component/s", "Component/s", "array", true,
                List.of(new Choice("Cart", "Cart"), new Choice("Web", "Web")), "Web", "Filled by the integration."));
    }

    @Test
    void aPersonsValueReplacesTheIntegrationsHoweverTheFieldIsNamed() {
        assertThat(ask(Map.of("components", "Web"), Map.of("Component/s", "Cart"), COMPONENTS)).singleElement()
            .satisfies((field) -> {
                assertThat(field.name()).isEqualTo("components");
                assertThat(field.value()).isEqualTo("Cart");
                assertThat(field.help()).isEmpty();
            });
        assertThat(ask(Map.of("components", "Web"), Map.of("components", ""), COMPONENTS)).singleElement()
            .satisfies((field) -> assertThat(field.value()).isEmpty());
    }

    @Test
    void aFieldThatTheIntegrationCannotFillIsShownEmpty() {
        assertThat(ask(Map.of("zone", ""), Map.of()))
            .containsExactly(new DraftForm.Field("zone", "zone", "text", false, List.of(), "", ""));
    }

    @Test
    void aValueThatIsNotOnTheListCanStillBeChosen() {
        assertThat(ask(Map.of("components", "Cart, Web"), Map.of(), COMPONENTS).getFirst().allowed())
            .extracting(Choice::value)
            .containsExactly("Cart", "Web", "Cart, Web");
    }

    @Test
    void aVeryLongListBecomesFreeText() {
        var versions = IntStream.range(0, 201).mapToObj(Integer::toString).toList();

        assertThat(ask(Map.of(), Map.of(), new Catalog.Field("fixVersions", "Fix version", "array", true, versions)))
            .singleElement()
            .satisfies((field) -> {
                assertThat(field.allowed()).isEmpty();
                assertThat(field.help()).isEqualTo("One of 201 values, as the tracker spells it.");
            });
    }

    private static List<DraftForm.Field> ask(Map<String, String> configured, Map<String, String> given,
            Catalog.Field... catalog) {
        return new DraftFields(List.of(catalog), Optional.empty()).ask(configured, given);
    }

}
