package io.tracebridge.tracker.phabricator;

import java.time.Instant;
import java.util.Map;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the marker is left, and how it is found again. */
class PhabricatorMarkerTest extends PhabricatorFixture {

    @Test
    void refersByPhidAndIsReadByNumber() {
        var created = client().create(draft("Crash"), MARKER);

        assertThat(created.ref())
            .isEqualTo(new IssueRef("PHID-TASK-00000000000000000123", "T123", this.phabricator.url() + "/phorge/T123"));
        assertThat(client().locate("t123").ref()).isEqualTo(created.ref());
    }

    @Test
    void leavesTheMarkerInTheLastLine() {
        client().create(draft("Crash"), MARKER);

        assertThat(this.phabricator.issues().getFirst().text().lines().toList()).last()
            .asString()
            .endsWith(MARKER.value());
    }

    @Test
    void leavesTheMarkerInItsFieldAlone() {
        var client = connect(Map.of("errorUrlField", "mycompany.error-url"));

        var created = client.create(draft("Crash"), MARKER);

        var fields = this.phabricator.task(created.ref().id()).path("fields");
        assertThat(fields.path(FakePhabricator.FIELD).asText()).isEqualTo(MARKER.value());
        assertThat(fields.at("/description/raw").asText()).doesNotContain(MARKER.value());
        assertThat(client.findByMarker(MARKER, Instant.now().plusSeconds(60))).map(Issue::ref).contains(created.ref());
        assertThat(client.findByMarker(new Marker("tracebridge" + "0".repeat(20)), longAgo())).isEmpty();
    }

    @Test
    void findsWhatWasCreatedBeforeTheFieldWasSet() {
        var created = client().create(draft("Crash"), MARKER);

        assertThat(connect(Map.of("errorUrlField", FakePhabricator.FIELD)).findByMarker(MARKER, longAgo()))
            .map(Issue::ref)
            .contains(created.ref());
    }

    @Test
    void isNotMisledByATextThatQuotesTheMarker() {
        client().create(draft("Quoting", "see " + MARKER.value() + " there"),
                new Marker("tracebridge" + "0".repeat(20)));

        assertThat(client().findByMarker(MARKER, longAgo())).isEmpty();
    }

    @Test
    void looksThroughAllPagesOfRecentTasks() {
        for (var i = 0; i < 100; i++) {
            this.phabricator.tasks.hold(1_760_000_000);
        }
        var ours = client().create(draft("Ours"), MARKER);

        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(ours.ref());
    }

}
