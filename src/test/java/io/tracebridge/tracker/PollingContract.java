package io.tracebridge.tracker;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.tracebridge.tracker.TrackerFixture.MARKER;
import static io.tracebridge.tracker.TrackerFixture.OTHER;
import static io.tracebridge.tracker.TrackerFixture.draft;
import static io.tracebridge.tracker.TrackerFixture.longAgo;
import static org.assertj.core.api.Assertions.assertThat;

/** Looks for changes miss none. */
interface PollingContract extends UnderContract {

    @Test
    @Proves(Capability.POLLING)
    default void pollingMissesNoChange() {
        var untouched = client().create(draft("Another"), OTHER).ref();
        var ref = client().create(draft("Crash"), MARKER).ref();
        var cursor = drain(Changes.Cursor.at(longAgo()), List.of(untouched.id(), ref.id()));

        fake().changeByHand(ref.id(), client().catalog().statuses().getLast().key());

        drain(cursor, List.of(ref.id()));
    }

    @Test
    @Proves(Capability.POLLING)
    default void pollingGoesThroughManyPages() {
        var created = IntStream.range(0, 130)
            .mapToObj((n) -> client().create(draft("Crash " + n), new Marker("tracebridge%020x".formatted(n))))
            .map((issue) -> issue.ref().id())
            .toList();

        drain(Changes.Cursor.at(longAgo()), created);
    }

    /** Looks on while there is more. */
    private Changes.Cursor drain(Changes.Cursor from, List<String> expected) {
        var seen = new HashSet<String>();
        var cursor = from;
        for (var look = 0; look < 50; look++) {
            var changes = client().changesSince(cursor);
            changes.issues().forEach((issue) -> seen.add(issue.id()));
            cursor = changes.next();
            if (!changes.more()) {
                break;
            }
        }
        assertThat(seen).containsAll(expected);
        return cursor;
    }

}
