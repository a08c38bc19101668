package io.tracebridge.issue;

import java.util.List;
import java.util.Map;

import io.tracebridge.issue.Document.Block;
import io.tracebridge.issue.Document.Code;
import io.tracebridge.issue.Document.CodeBlock;
import io.tracebridge.issue.Document.Heading;
import io.tracebridge.issue.Document.LineBreak;
import io.tracebridge.issue.Document.Link;
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.Document.Table;
import io.tracebridge.issue.Document.Text;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DraftWriterTest {

    private static final Paragraph LINK_BACK = new Paragraph(new Link("View in Tracebridge", Samples.URL));

    private static final int LIMIT = 255;

    private final DraftWriter writer = new DraftWriter();

    @Test
    void ofARegressionBeginsWithTheClosedIssueAndChangesNothingElse() {
        IssueDraft draft = write(payload("{{project}}", Map.of()), Overrides.NONE);

        IssueDraft regression = draft.regressionOf("SHOP-7", "https://tracker.example/SHOP-7");

        List<Block> blocks = regression.description().blocks();
        assertThat(blocks.getFirst())
            .isEqualTo(new Paragraph(new Text("Regression of "), new Link("SHOP-7", "https://tracker.example/SHOP-7")));
        assertThat(blocks.subList(1, blocks.size())).isEqualTo(draft.description().blocks()).endsWith(LINK_BACK);
        assertThat(regression.title()).isEqualTo(draft.title());
        assertThat(regression.labels()).isEqualTo(draft.labels());
        assertThat(regression.fields()).isEqualTo(draft.fields());
    }

    @Nested
    class Title {

        @ParameterizedTest
        @ValueSource(strings = { "", "  ", " - ", "{{undefined_macro_is_text}}" })
        void fallsBackToTheDefaultOnlyWhenNothingIsLeft(String subject) {
            String title = write(payload(subject, Map.of()), Overrides.NONE).title();
            assertThat(title).startsWith(subject.startsWith("{{") ? "{{undefined" : "shop - storefront - 1f0c0e");
        }

        @Test
        void ofAPersonWinsAndStandsAsWritten() {
            Overrides overrides = new Overrides(" Cart\nbroken {{project}} ", null, null);
            assertThat(write(payload("{{project}}", Map.of()), overrides).title()).isEqualTo("Cart broken {{project}}");
        }

        @Test
        void ofAPersonIsCutToo() {
            IssueDraft draft = DraftWriterTest.this.writer.write(Samples.group(), payload(null, Map.of()), 10,
                    new Overrides("A title that is too long", null, null));
            assertThat(draft.title()).isEqualTo("A title t…");
        }

        @ParameterizedTest
        @ValueSource(strings = { " ", "\u0000" })
        void ofAPersonThatIsBlankDoesNotCount(String title) {
            assertThat(write(payload("{{project}}", Map.of()), new Overrides(title, null, null)).title())
                .isEqualTo("shop");
        }

    }

    @Nested
    class Fields {

        @Test
        void areFilledAndUnfilledOnesLeftOut() {
            Payload payload = payload(null,
                    Map.of("Version", "v$application.version", "Team", "$team", "Kind", "crash"));
            assertThat(write(payload, Overrides.NONE).fields())
                .containsExactlyInAnyOrderEntriesOf(Map.of("Version", "v2.4.0", "Kind", "crash"));
        }

        @Test
        void ofAPersonReplaceConfiguredOnesAndABlankOneEmptiesThem() {
            Payload payload = payload(null, Map.of("Version", "v$application.version", "Kind", "crash"));
            Overrides overrides = new Overrides(null, null,
                    Map.of("Version", "$application", "Kind", " ", "More", "x"));
            assertThat(write(payload, overrides).fields())
                .containsExactlyInAnyOrderEntriesOf(Map.of("Version", "$application", "More", "x"));
        }

        @Test
        void namedLabelsReplaceTheLabels() {
            IssueDraft draft = write(payload(null, Map.of("labels", "crash, $application,, crash ")), Overrides.NONE);
            assertThat(draft.labels()).containsExactly("crash", "storefront");
            assertThat(draft.fields()).isEmpty();
        }

        @Test
        void namedLabelsThatStayUnfilledLeaveTheLabels() {
            assertThat(write(payload(null, Map.of("labels", "$undefined")), Overrides.NONE).labels())
                .containsExactly("tracebridge");
        }

        @Test
        void namedDescriptionReplaceTheSectionsButNotTheLinkBack() {
            Payload payload = payload(null, Map.of("description", "Seen in $application\nagain\n \nCall *someone*"));
            IssueDraft draft = write(payload, Overrides.NONE);
            assertThat(draft.description().blocks()).containsExactly(
                    new Paragraph(new Text("Seen in storefront"), new LineBreak(), new Text("again")),
                    new Paragraph(new Text("Call *someone*")), LINK_BACK);
            assertThat(draft.fields()).isEmpty();
        }

    }

    @Nested
    class Description {

        @Test
        void saysWhatWhereAndHowOftenAndLinksBack() {
            assertThat(describe(Samples.group(), display(true, true, false, List.of(), true))).containsExactly(
                    new Paragraph(new Code("java.lang.NullPointerException"),
                            new Text(" was seen 12 times, first at 2026-03-01 08:00:00 UTC,"
                                    + " last at 2026-03-02 09:30:15 UTC.")),
                    new Heading(2, "Classifiers"),
                    new Document.BulletList(List.of(new Paragraph(new Code("java.lang.NullPointerException")))),
                    new Heading(2, "Callstack"), new CodeBlock("", "Cart.total\nCheckout.pay\nHttp.handle\nThread.run"),
                    new Heading(2, "Attributes"),
                    new Table(List.of("Attribute", "Most frequent value", "Share"),
                            List.of(List.of("application", "storefront", "100 %"),
                                    List.of("application.version", "2.4.0", "75 %"))),
                    LINK_BACK);
        }

        @Test
        void hasNoSectionsThatAreSwitchedOff() {
            assertThat(describe(Samples.group(), display(false, false, true, List.of("hostname"), false))).hasSize(2)
                .last()
                .isEqualTo(LINK_BACK);
        }

        @Test
        void hasNoSectionsWithoutContent() {
            GroupSummary bare = Samples.group(List.of(), List.of(), Map.of("version", Map.of()));
            assertThat(describe(bare, display(true, true, true, List.of(), true))).containsExactly(
                    new Paragraph(new Text("This error was seen 12 times, first at 2026-03-01 08:00:00 UTC,"
                            + " last at 2026-03-02 09:30:15 UTC.")),
                    LINK_BACK);
        }

        @Test
        void saysOnceOfASingleReport() {
            GroupSummary many = Samples.group();
            GroupSummary one = new GroupSummary("shop", many.fingerprint(), List.of("E"), List.of(), Map.of(), 1,
                    many.firstSeen(), many.firstSeen(), Samples.URL);
            assertThat(describe(one, display(false, false, false, List.of(), false)).getFirst())
                .isEqualTo(new Paragraph(new Code("E"), new Text(" was seen once, at 2026-03-01 08:00:00 UTC.")));
        }

        @Test
        void listsChosenAttributesInTheirOrderAsFarAsTheyHaveValues() {
            assertThat(names(display(true, true, false,
                    List.of("application.version", "build type", "none", "application", "application"), true)))
                .containsExactly("application.version", "application");
        }

        @Test
        void showsTheHostNameOnlyWhenAskedTo() {
            assertThat(names(display(true, true, false, List.of(), true))).doesNotContain("hostname");
            assertThat(names(display(true, true, false, List.of("hostname", "application"), true)))
                .containsExactly("application");
            assertThat(names(display(true, true, true, List.of(), true))).contains("hostname");
            assertThat(names(display(true, true, true, List.of("application"), true))).containsExactly("application",
                    "hostname");
            assertThat(names(display(true, true, true, List.of("hostname", "application"), true)))
                .containsExactly("hostname", "application");
        }

        @Test
        void roundsSharesDownSoThatOnlyAllIsAHundred() {
            GroupSummary group = Samples.group(List.of(), List.of(),
                    Map.of("a", Map.of("x", 999L, "y", 1L), "b", Map.of("x", 7L)));
            assertThat(rows(group, display(true, true, false, List.of(), true)))
                .containsExactly(List.of("a", "x", "99 %"), List.of("b", "x", "100 %"));
        }

        @Test
        void cutsLongValues() {
            GroupSummary group = Samples.group(List.of(), List.of(), Map.of("a", Map.of("x".repeat(5000), 1L)));
            assertThat(rows(group, display(true, true, false, List.of(), true)).getFirst().get(1)).hasSize(300)
                .endsWith("…");
        }

        private List<String> names(Payload.Display display) {
            return rows(Samples.group(), display).stream().map(List::getFirst).toList();
        }

        private List<List<String>> rows(GroupSummary group, Payload.Display display) {
            return describe(group, display).stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .findFirst()
                .orElseThrow()
                .rows();
        }

        private List<Block> describe(GroupSummary group, Payload.Display display) {
            Payload payload = new Payload(null, null, null, null, display);
            return DraftWriterTest.this.writer.write(group, payload, LIMIT, Overrides.NONE).description().blocks();
        }

        private static Payload.Display display(boolean classifiers, boolean callstack, boolean hostname,
                List<String> attributes, boolean attributesSection) {
            return new Payload.Display(classifiers, callstack, hostname, attributes, attributesSection);
        }

    }

    @Test
    void partsOfThePayloadThatAreAbsentTakeTheDefaults() {
        Payload payload = new Payload(null, null, null, null, new Payload.Display(null, null, null, null, null));
        assertThat(payload.display()).isEqualTo(new Payload.Display(true, true, false, List.of(), true));
        IssueDraft draft = write(payload, Overrides.NONE);
        assertThat(draft.labels()).containsExactly("tracebridge");
        assertThat(draft.bodyField()).isEmpty();
        assertThat(draft.owner()).isEmpty();
    }

    @Test
    void ownerAndBodyFieldArePassedOn() {
        Payload payload = new Payload(null, "customfield_10020", null, List.of("crash"), null);
        IssueDraft draft = write(payload, new Overrides(null, " ada ", null));
        assertThat(draft.owner()).contains("ada");
        assertThat(draft.bodyField()).contains("customfield_10020");
        assertThat(draft.labels()).containsExactly("crash");
    }

    @ParameterizedTest
    @MethodSource("io.tracebridge.issue.HostileTexts#all")
    void aHostileReportStillMakesADraft(String text) {
        Payload payload = payload(null, Map.of("Version", "$version", "labels", "$version"));
        IssueDraft draft = this.writer.write(Samples.groupOf(text), payload, LIMIT, Overrides.NONE);
        assertThat(draft.title()).isNotBlank().doesNotContain("\n", "\u0000");
        assertThat(draft.title()).doesNotContainPattern("@[A-Za-z]");
        assertThat(draft.description().blocks()).last().isEqualTo(LINK_BACK);
        assertThat(draft.fields().getOrDefault("Version", "filled")).isNotBlank().doesNotContain("\u0000", "\n");
        assertThat(draft.labels()).noneMatch(String::isBlank);
    }

    private IssueDraft write(Payload payload, Overrides overrides) {
        return this.writer.write(Samples.group(), payload, LIMIT, overrides);
    }

    private static Payload payload(String subject, Map<String, String> customFields) {
        return new Payload(subject, null, customFields, null, null);
    }

}
