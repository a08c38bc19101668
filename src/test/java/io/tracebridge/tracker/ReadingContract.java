package io.tracebridge.tracker;

import io.tracebridge.tracker.TrackerException.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.tracebridge.tracker.TrackerFixture.MARKER;
import static io.tracebridge.tracker.TrackerFixture.draft;
import static io.tracebridge.tracker.TrackerFixture.longAgo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Issues are read back, located by what people call them, followed when they move, missed
 * when they are gone.
 */
interface ReadingContract extends UnderContract {

    @Test
    @Proves(Capability.READ)
    default void readsTheIssueBack() {
        var created = client().create(draft("Crash in checkout"), MARKER);

        var issue = client().get(created.ref());

        assertThat(issue.ref()).isEqualTo(created.ref());
        assertThat(issue.title()).isEqualTo("Crash in checkout");
        assertThat(issue.status().id()).isNotBlank();
        assertThat(issue.status().name()).isNotBlank();
        assertThat(issue.assignee()).isEmpty();
        assertThat(issue.updatedAt()).isAfter(longAgo());
    }

    @Test
    @Proves(Capability.READ)
    default void aDeletedIssueIsGone() {
        var created = client().create(draft("Crash"), MARKER);
        fake().delete(created.ref().id());

        assertThat(catchThrowableOfType(TrackerException.IssueGone.class, () -> client().get(created.ref())))
            .isNotNull();
    }

    @Test
    @Proves(Capability.READ)
    default void aMovedIssueIsFollowed() {
        var created = client().create(draft("Crash"), MARKER).ref();
        var newKey = fake().move(created.id());
        assumeThat(newKey).as("not claimed: this tracker moves no issues").isPresent();

        assertThat(client().get(created).ref().key()).isEqualTo(newKey.get());
    }

    @Test
    @Proves(Capability.LOCATE)
    default void anIssueIsLocatedByItsKeyAndByItsAddress() {
        var created = client().create(draft("Crash"), MARKER).ref();

        assertThat(client().locate(created.key()).ref()).isEqualTo(created);
        assertThat(client().locate("  " + created.url() + " ").ref()).isEqualTo(created);
        assertThat(client().locate(created.url() + "?focusedCommentId=1#comment-1").ref()).isEqualTo(created);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "not an issue", "https://elsewhere.example.com/browse/SHOP-1", "../../etc/passwd",
            "javascript:alert(1)", "#", "0", "-1", "99999999999999999999" })
    @Proves(Capability.LOCATE)
    default void whatNamesNoIssueIsRefusedWithWords(String text) {
        var refused = catchThrowableOfType(TrackerException.class, () -> client().locate(text));

        assertThat(refused).isInstanceOfAny(TrackerException.Rejected.class, TrackerException.IssueGone.class);
        assertThat(refused.getMessage()).isNotBlank();
    }

}
