package io.tracebridge.tracker.fogbugz;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** FogBugz's answers count by what they say, not by their HTTP status. */
class FogBugzAnswersTest extends FogBugzFixture {

    private static final IssueRef UNKNOWN = new IssueRef("77", "Case 77", "");

    @ParameterizedTest
    @ValueSource(ints = { 200, 400, 403, 404 })
    void aRefusalMeansTheSameUnderEveryStatus(int status) {
        this.fogBugz.refusalStatus = status;
        this.fogBugz.lacking.add("listStatuses");

        assertThat(client().catalog().statuses()).hasSize(6);
        var wrong = tracker().connect(this.fogBugz.wrongConnection());
        var refused = catchThrowableOfType(TrackerException.CredentialRefused.class, () -> wrong.get(UNKNOWN));
        assertThat(refused).hasMessageContaining("Not logged in with ***");
    }

    @Test
    void aCaseThatTheSearchDoesNotShowIsGone() {
        assertThat(catchThrowableOfType(TrackerException.IssueGone.class, () -> client().get(UNKNOWN)))
            .hasMessageContaining("no case 77");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"version":8}       | TheTracker
            404 | {"error":"missing"} | TheTracker
            401 | {}                  | Refused
            418 | {}                  | TheTracker
            """)
    void jsonThatIsNotFogBugzIsToldApart(int status, String body, String type) {
        this.fogBugz.instead(status, body);

        var thrown = catchThrowableOfType(TrackerException.class, () -> client().get(UNKNOWN));

        assertThat(thrown.getClass().getSimpleName()).endsWith(type);
    }

    @Test
    void aCaseWithoutTimeIsNoCase() {
        this.fogBugz.instead(200, "{\"data\":{\"cases\":[{\"ixBug\":77,\"dtLastUpdated\":\"yesterday\"}]}}");

        assertThat(catchThrowableOfType(TrackerException.NotTheTracker.class, () -> client().get(UNKNOWN)))
            .hasMessageContaining("'yesterday'");
    }

    /** A case that has stopped reporting may be left out of the answer. */
    @Test
    void aCreateCallWhoseAnswerNamesNoCaseIsLookedAfter() {
        this.fogBugz.before.put("new", () -> this.fogBugz.instead(200, "{\"data\":{\"case\":{}}}"));
        assertThat(catchThrowableOfType(TrackerException.NotTheTracker.class, this::someIssue))
            .hasMessageContaining("names none");

        var created = someIssue();
        this.fogBugz.before.put("new", () -> this.fogBugz.instead(200, "{\"data\":{}}"));
        assertThat(someIssue()).isEqualTo(created);
    }

}
