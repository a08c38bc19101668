package io.tracebridge.tracker;

import java.util.List;

import io.tracebridge.issue.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.tracebridge.tracker.TrackerFixture.MARKER;
import static io.tracebridge.tracker.TrackerFixture.draft;
import static org.assertj.core.api.Assertions.assertThat;

/** What is added to an issue, comments and links back, changes nothing else. */
interface CommentContract extends UnderContract {

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tracebridge.tracker.HostileTexts#all")
    @Proves(Capability.COMMENT)
    default void aCommentArrivesOnce(String name, String text) {
        var ref = client().create(draft("Crash"), MARKER).ref();

        client().comment(ref, new Document(List.of(new Document.Paragraph(new Document.Text("Seen again")),
                new Document.CodeBlock("", text), new Document.Paragraph(new Document.Text(text)))));

        assertThat(fake().standing(ref.id()).comments()).singleElement().asString().contains("Seen again");
        assertThat(fake().standing(ref.id()).status()).isEqualTo(client().get(ref).status().key());
    }

    @Test
    @Proves(Capability.LINK_BACK)
    default void linkingBackAgainChangesTheLinkInsteadOfAddingOne() {
        var ref = client().create(draft("Crash"), MARKER).ref();

        client().linkBack(ref, new BackLink("group-1", "https://tracebridge.example.com/groups/1", "Crash", false));
        client().linkBack(ref, new BackLink("group-1", "https://tracebridge.example.com/groups/1", "Crash", true));

        assertThat(fake().standing(ref.id()).backLinks()).containsExactly("https://tracebridge.example.com/groups/1");
    }

}
