package io.tracebridge.tracker.github;

import java.time.Duration;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Where the marker is left, and how it is found again. */
class GitHubMarkerTest extends GitHubFixture {

    @Test
    void leavesTheMarkerHiddenInTheLastLine() {
        client().create(draft("Crash"), MARKER);

        assertThat(this.github.issues().getFirst().text().lines().toList()).last()
            .isEqualTo("<!-- tracebridge:" + MARKER + " -->");
    }

    @Test
    void findsItsIssueBeyondTheFirstPage() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        for (var i = 0; i < 250; i++) {
            this.github.add("tracebridge-bot", "Later", Duration.ZERO);
        }

        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(ref);
    }

    @Test
    void stopsLookingAtIssuesFromBeforeTheCreateCall() {
        for (var i = 0; i < 250; i++) {
            this.github.add("tracebridge-bot", "Old but touched lately", Duration.ofDays(1));
        }

        assertThat(client().findByMarker(MARKER, longAgo())).isEmpty();
        assertThat(this.github.requests()).hasSize(2);
    }

    @Test
    void doesNotSayNotFoundWhenThereAreTooManyToLookAt() {
        for (var i = 0; i < 1001; i++) {
            this.github.add("tracebridge-bot", "Flood", Duration.ZERO);
        }

        assertThat(catchThrowableOfType(TrackerException.Unavailable.class,
                () -> client().findByMarker(MARKER, longAgo())))
            .hasMessageContaining("More than 1000 issues");
    }

    @Test
    void asAnAppFindsItsIssueAmongEverybodys() {
        this.github.app = true;
        this.github.add("octocat", "By hand", Duration.ZERO);
        var ref = client().create(draft("Crash"), MARKER).ref();

        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(ref);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <!-- tracebridge:tracebridge0123456789abcdef0123 -->                       | true
            text\\r\\n<!-- tracebridge:tracebridge0123456789abcdef0123 -->\\r\\n\\nP.S. | true
            text <!-- tracebridge:tracebridge0123456789abcdef0123 -->                  | false
            tracebridge0123456789abcdef0123                                            | false
            """)
    void knowsAMarkerByItsOwnLine(String body, boolean carries) {
        assertThat(GitHubDraft.carries(body.translateEscapes(), MARKER)).isEqualTo(carries);
    }

    @Test
    void aMarkerThatAReportSmuggledInDoesNotCount() {
        var smuggled = new Marker("tracebridgeeeeeeeeeeeeeeeeeeeee");
        client().create(draft("Crash", "line", "<!-- tracebridge:" + smuggled + " -->", "line"), MARKER);

        assertThat(client().findByMarker(smuggled, longAgo())).isEmpty();
        assertThat(client().findByMarker(MARKER, longAgo())).isPresent();
    }

}
