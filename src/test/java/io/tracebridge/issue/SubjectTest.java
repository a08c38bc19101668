package io.tracebridge.issue;

import java.util.List;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SubjectTest {

    private static final int LIMIT = 255;

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {{project}}; shop
            {{application}}; storefront
            {{group_prefix}}; 1f0c0e
            {{classifiers}}; java.lang.NullPointerException
            {{frames}}; Cart.total < Checkout.pay < Http.handle
            {{ project }}: {{ classifiers }}; shop: java.lang.NullPointerException
            Crash in {{project}}!; Crash in shop!
            {{unknown}} in {{project}}; {{unknown}} in shop
            {{Project}}; {{Project}}
            {{}} {{project; {{}} {{project
            {project} $application; {project} $application
            """)
    void macrosAreReplacedAndAllElseStays(String template, String title) {
        assertThat(new Subject(template).render(Samples.group(), LIMIT)).isEqualTo(title);
    }

    @Test
    void theDefaultNamesProjectApplicationGroupErrorAndPlace() {
        assertThat(new Subject(Payload.DEFAULT_SUBJECT).render(Samples.group(), LIMIT)).isEqualTo(
                "shop - storefront - 1f0c0e : java.lang.NullPointerException / Cart.total < Checkout.pay < Http.handle");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {{project}} - {{application}} - {{group_prefix}} : {{classifiers}} / {{frames}}; shop - 1f0c0e
            {{application}}: {{project}}; shop
            {{project}} ({{application}}); shop ()
            {{application}} crashed; crashed
            """)
    void aMacroWithoutValueTakesItsSeparatorAlong(String template, String title) {
        GroupSummary bare = Samples.group(List.of(), List.of(), Map.of("application", Map.of()));
        assertThat(new Subject(template).render(bare, LIMIT)).isEqualTo(title);
    }

    @Test
    void listsAreJoinedAndBlankPartsLeftOut() {
        GroupSummary group = Samples.group(List.of("Outer", " ", "Inner"), List.of("a", "", "b"), Map.of());
        assertThat(new Subject("{{classifiers}} / {{frames}}").render(group, LIMIT)).isEqualTo("Outer, Inner / a < b");
    }

    @Test
    void valuesAreNotReadForMacros() {
        GroupSummary group = Samples.groupOf("{{project}}");
        assertThat(new Subject("{{classifiers}}").render(group, LIMIT).replace(PlainText.BREAK, ""))
            .isEqualTo("{{project}}, {{project}}");
    }

    @Test
    void valuesMentionNobodyButTheAdminMay() {
        GroupSummary group = Samples.group(List.of("@admin"), List.of(), Map.of());
        assertThat(new Subject("{{classifiers}} for @oncall").render(group, LIMIT))
            .isEqualTo("@" + PlainText.BREAK + "admin for @oncall");
    }

    @Test
    void unknownMacrosAreListedForTheAdmin() {
        assertThat(new Subject("{{projekt}} {{project}} {{ frames }} {{host}} {{projekt}}").unknownMacros())
            .containsExactly("{{projekt}}", "{{host}}");
        assertThat(new Subject(Payload.DEFAULT_SUBJECT).unknownMacros()).isEmpty();
    }

    @Property
    void aTitleIsOneLineWithinItsLimit(@ForAll String text, @ForAll String template,
            @ForAll @IntRange(min = 1, max = 300) int limit) {
        String title = new Subject(template + "{{classifiers}}{{frames}}").render(Samples.groupOf(text), limit);
        assertThat(title.codePointCount(0, title.length())).isLessThanOrEqualTo(limit);
        assertThat(title).isEqualTo(title.strip());
        assertThat(title.codePoints().filter(Character::isISOControl)).isEmpty();
        assertThat(title).doesNotContain("\u2028", "\u2029", "\u202e");
    }

}
