package io.tracebridge.tracker;

import io.tracebridge.tracker.TrackerFake.Held;
import io.tracebridge.tracker.TrackerFake.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.tracebridge.tracker.TrackerFixture.MARKER;
import static io.tracebridge.tracker.TrackerFixture.OTHER;
import static io.tracebridge.tracker.TrackerFixture.draft;
import static io.tracebridge.tracker.TrackerFixture.longAgo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Issues are created once, whole, whatever text they carry, and found by their markers.
 */
interface CreationContract extends UnderContract {

    @Test
    @Proves(Capability.CREATE)
    default void createsOneIssueThatSaysWhatTheDraftSays() {
        var created = client().create(draft("Crash in checkout"), MARKER);

        assertThat(fake().issues()).singleElement().satisfies((held) -> {
            assertThat(held.title()).isEqualTo("Crash in checkout");
            assertThat(held.text()).contains("boom").contains("https://tracebridge.example.com/groups/1");
            assertThat(held.id()).isEqualTo(created.ref().id());
        });
        assertThat(created.ref().key()).isNotBlank();
        assertThat(created.ref().url()).startsWith("http");
        assertThat(created.warnings()).isEmpty();
    }

    @Test
    @Proves(Capability.FIND_BY_MARKER)
    default void findsTheIssueByItsMarkerAndNoOther() {
        client().create(draft("Another"), OTHER);
        var created = client().create(draft("Crash in checkout"), MARKER);
        client().create(draft("Yet another"), new Marker("tracebridge0123456789abcdef0124"));

        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(created.ref());
    }

    @Test
    default void findsNothingByAMarkerThatNobodyLeft() {
        client().create(draft("Another"), OTHER);

        assertThat(client().findByMarker(MARKER, longAgo())).isEmpty();
    }

    @Test
    @Proves(Capability.FIND_BY_MARKER)
    default void anIssueWhoseCreationWasNotConfirmedIsFoundByItsMarker() {
        fake().next(Trouble.LOST_ANSWER);

        var lost = catchThrowableOfType(TrackerException.Unavailable.class,
                () -> client().create(draft("Crash in checkout"), MARKER));

        assertThat(lost).isNotNull();
        assertThat(fake().issues()).hasSize(1);
        var found = client().findByMarker(MARKER, longAgo()).orElseThrow();
        assertThat(found.ref().id()).isEqualTo(fake().issues().getFirst().id());
    }

    @Test
    @Proves(Capability.REJECTS_TWINS)
    default void theTrackerItselfMakesNoTwin() {
        var first = client().create(draft("Crash in checkout"), MARKER);

        var again = client().create(draft("Crash in checkout"), MARKER);

        assertThat(again.ref()).isEqualTo(first.ref());
        assertThat(fake().issues()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tracebridge.tracker.HostileTexts#all")
    default void takesHostileText(String name, String text) {
        var created = client().create(draft(text, text), MARKER);

        assertThat(fake().issues()).singleElement()
            .extracting(Held::title)
            .isEqualTo(text.replace("broken \ud83d here", "broken ? here"));
        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(created.ref());
    }

    @Test
    default void takesADescriptionLongerThanTheTrackersLimitAndStillLeavesItsMarker() {
        var created = client()
            .create(draft("Crash in checkout", "🧨 at com.example.Frame(Frame.java:1)\n".repeat(4_000)), MARKER);

        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(created.ref());
    }

    @Test
    default void takesATitleAtItsLimit() {
        var title = "💥".repeat(tracker().titleLimit());

        client().create(draft(title), MARKER);

        assertThat(fake().issues()).singleElement().extracting(Held::title).isEqualTo(title);
    }

}
