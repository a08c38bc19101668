package io.tracebridge.issue.render;

import java.util.List;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.Mention;
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.Document.Text;
import io.tracebridge.issue.HostileTexts;
import io.tracebridge.issue.PlainText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The one inline that points at a person does so, and nothing around it. */
class MentionTest {

    private static final Limit WIDE = Limit.characters(10_000);

    @Test
    void eachFormatMentionsInItsOwnWay() {
        var document = document(new Mention("5b10a2844c20165700ede21g", "jane.doe"), " hello @admin");

        assertThat(new GfmRenderer().render(document, WIDE)).isEqualTo("@jane.doe hello @" + PlainText.BREAK + "admin");
        assertThat(new TextileRenderer().render(document, WIDE)).isEqualTo("@jane.doe hello &#64;admin");
        assertThat(new AdfRenderer().render(document, 10_000).toString()).contains("type=mention",
                "5b10a2844c20165700ede21g", "@jane.doe");
    }

    @Test
    void aFormatWithoutMentionsShowsTheName() {
        assertThat(new PlainRenderer().render(document(new Mention("7", "jane"), " hello"), WIDE))
            .isEqualTo("@" + PlainText.BREAK + "jane hello");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a b", "-jane", "jane.", "jane\n/close", "x](y)", "", "a/b", "jane:" })
    void aNameThatIsNoWordPointsAtNobody(String name) {
        assertThat(new Mention("1", name).handle()).isEmpty();
        assertThat(new GfmRenderer().render(document(new Mention("1", name), "x"), WIDE)).doesNotContain("@");
    }

    @Test
    void noHostileTextIsAHandleThatHidesMarkup() {
        assertThat(HostileTexts.all()).flatExtracting((text) -> new Mention("1", text).handle().stream().toList())
            .allSatisfy((handle) -> assertThat(handle).matches("[\\p{L}\\p{N}_.-]+"));
    }

    private static Document document(Mention mention, String text) {
        return new Document(List.of(new Paragraph(mention, new Text(text))));
    }

}
