package io.tracebridge.tracker;

import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tests of {@link TrackerContract} need of a tracker. */
public interface UnderContract {

    Tracker tracker();

    TrackerFake fake();

    /** Connected to the fake. */
    TrackerClient client();

    /** What this tracker's workflow asks for when the status changes. */
    default Map<String, String> fields() {
        return Map.of();
    }

    /** An issue to try things on. */
    default IssueRef someIssue() {
        return client().create(TrackerFixture.draft("Crash"), TrackerFixture.MARKER).ref();
    }

    default TrackerClient wrong() {
        return tracker().connect(fake().wrongConnection());
    }

    /** Nothing that people will read shows a credential. */
    default void harmless(Object shown) {
        var text = (shown instanceof Throwable thrown) ? thrown.getMessage() : shown.toString();
        var credentials = Stream.of(fake().connection(), fake().wrongConnection())
            .flatMap((connection) -> connection.credential().values().stream());
        assertThat(credentials).noneMatch(text::contains);
    }

}
