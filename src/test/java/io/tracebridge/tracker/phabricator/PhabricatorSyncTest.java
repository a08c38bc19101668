package io.tracebridge.tracker.phabricator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How tasks change at our word, and how their changes are heard of. */
class PhabricatorSyncTest extends PhabricatorFixture {

    /** Whoever closes a task that nobody has is given it, unless the edit says no. */
    @Test
    void closingGivesTheTaskToNobody() {
        var ref = client().create(draft("Crash"), MARKER).ref();

        assertThat(client().setStatus(ref, "resolved", Map.of()).assignee()).isEmpty();

        var sent = this.phabricator.requests()
            .stream()
            .filter((request) -> request.getUrl().encodedPath().endsWith("maniphest.edit"))
            .map(FakeConduit::params)
            .toList()
            .getLast();
        assertThat(sent.path("transactions"))
            .hasToString("[{\"type\":\"status\",\"value\":\"resolved\"},{\"type\":\"owner\",\"value\":null}]");
    }

    @ParameterizedTest
    @ValueSource(strings = { "duplicate", "RESOLVED" })
    void whatCannotBeSetNamesWhatCan(String status) {
        var ref = client().create(draft("Crash"), MARKER).ref();

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().setStatus(ref, status, Map.of()))
            .withMessageContaining("open, stalled, resolved, wontfix, invalid;")
            .withMessageContaining("merged");
    }

    @Test
    void aStatusThatIsLockedIsNoTransition() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.phabricator.edits.locked.add("resolved");

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().setStatus(ref, "resolved", Map.of()))
            .satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(Reason.TRANSITION_UNAVAILABLE));
    }

    /** Conduit would read an empty name as nobody and unassign. */
    @ParameterizedTest
    @ValueSource(strings = { "", " ", "alice", "PHID-PROJ-shop0000000000000000" })
    void onlyAPersonsPhidIsAnAccount(String account) {
        var ref = client().create(draft("Crash"), MARKER).ref();
        client().setAssignee(ref, Optional.of(this.phabricator.somebody().id()));

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().setAssignee(ref, Optional.of(account)));
        assertThat(client().get(ref).assignee()).contains(this.phabricator.somebody());
    }

    @ParameterizedTest
    @CsvSource({ "open, open, OPEN", "stalled, open, OPEN", "resolved, closed, RESOLVED", "wontfix, closed, MUTED",
            "invalid, closed, MUTED", "duplicate, duplicate, RESOLVED", "gone, '', OPEN" })
    void statusesMean(String id, String category, GroupState expected) {
        assertThat(tracker().meaning(new Issue.Status(id, id, category, ""))).isEqualTo(expected);
    }

    /** More tasks than a page has may change in one second, as by a batch edit. */
    @Test
    void pollingGetsBeyondASecondWithManyChanges() {
        var refs = new ArrayList<String>();
        for (var i = 0; i < 210; i++) {
            refs.add(this.phabricator.tasks.hold((i < 205) ? 1_760_000_000 : 1_760_000_009));
        }

        var changes = client().changesSince(Changes.Cursor.at(Instant.ofEpochSecond(1_760_000_000)));

        assertThat(changes.issues()).extracting(IssueRef::id).containsExactlyElementsOf(refs);
        assertThat(changes.more()).isFalse();
        assertThat(client().changesSince(changes.next()).issues()).extracting(IssueRef::id)
            .containsAll(refs.subList(205, 210));
    }

    /** Seconds may be written late, so a look begins some before the last one seen. */
    @Test
    void pollingSeesAChangeThatWasCommittedLate() {
        var one = client().create(draft("One"), MARKER).ref();
        var other = client().create(draft("Other"), new Marker("tracebridge" + "0".repeat(20))).ref();
        ((ObjectNode) fields(one)).put("dateModified", 1_760_000_100);
        ((ObjectNode) fields(other)).put("dateModified", 1_750_000_000);
        var next = client().changesSince(Changes.Cursor.at(Instant.ofEpochSecond(1_760_000_000))).next();

        ((ObjectNode) fields(other)).put("dateModified", 1_760_000_095);

        assertThat(client().changesSince(next).issues()).contains(other);
        assertThat(client().changesSince(next).next()).isEqualTo(next);
    }

}
