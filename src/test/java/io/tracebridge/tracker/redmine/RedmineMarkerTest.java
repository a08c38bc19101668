package io.tracebridge.tracker.redmine;

import java.util.Map;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Where the marker is left, and how it is found again. */
class RedmineMarkerTest extends RedmineFixture {

    @Test
    void leavesTheMarkerInTheLastLineAndRefersAsPeopleDo() {
        var created = client().create(draft("Crash"), MARKER);

        assertThat(this.redmine.issues().getFirst().text().lines().toList()).last().isEqualTo(MARKER.value());
        assertThat(created.ref()).isEqualTo(new IssueRef("1", "#1", this.redmine.url() + "/redmine/issues/1"));
    }

    @Test
    void leavesTheMarkerInItsFieldAlone() {
        var client = connect(Map.of("markerField", "error marker"));

        var created = client.create(draft("Crash"), MARKER);

        var issue = this.redmine.issue(created.ref().id());
        assertThat(FakeJson.custom(issue, 2).path("value").asText()).isEqualTo(MARKER.value());
        assertThat(issue.path("description").asText()).doesNotContain(MARKER.value());
        assertThat(client.findByMarker(MARKER, longAgo())).map(Issue::ref).contains(created.ref());
    }

    @Test
    void leavesTheMarkerInBothPlacesWhereItCannotKnowThatTheFieldIsAFilter() {
        this.redmine.admin = false;
        this.redmine.ignored.add("custom_fields");
        var client = connect(Map.of("markerField", "2"));

        var created = client.create(draft("Crash"), MARKER);

        assertThat(created.warnings()).singleElement().asString().contains("ignored");
        assertThat(client.findByMarker(MARKER, longAgo())).map(Issue::ref).contains(created.ref());
    }

    /** Redmine answers with all issues when it does not have the filter asked for. */
    @Test
    void isNotMisledByAFilterThatRedmineIgnores() {
        var client = connect(Map.of("markerField", "Version seen"));
        client.create(draft("Another"), new Marker("tracebridge" + "0".repeat(20)));

        assertThat(client.findByMarker(MARKER, longAgo())).isEmpty();
        var ours = client.create(draft("Ours"), MARKER);
        assertThat(client.findByMarker(MARKER, longAgo())).map(Issue::ref).contains(ours.ref());
    }

    @Test
    void isNotMisledByATextThatQuotesTheMarker() {
        client().create(draft("Quoting", "see " + MARKER.value() + " there"),
                new Marker("tracebridge" + "0".repeat(20)));

        assertThat(client().findByMarker(MARKER, longAgo())).isEmpty();
    }

    @Test
    void looksThroughAllPagesOfRecentIssues() {
        for (var i = 0; i < 100; i++) {
            client().create(draft("Another"), new Marker("tracebridge%020x".formatted(i)));
        }
        var ours = client().create(draft("Ours"), MARKER);

        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(ours.ref());
    }

    @Test
    void doesNotTakeAStrangersEmptyListForNotFound() {
        assertThatExceptionOfType(TrackerException.CredentialRefused.class)
            .isThrownBy(() -> tracker().connect(this.redmine.wrongConnection()).findByMarker(MARKER, longAgo()));
    }

}
