package io.tracebridge.tracker.fogbugz;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.http.AddressGuard;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** FogBugz's answers count by what they say, not by their HTTP status. */
class FogBugzAnswersTest {

    private static final IssueRef UNKNOWN = new IssueRef("77", "Case 77", "");

    private final FakeFogBugz fogBugz = new FakeFogBugz();

    private final FogBugz tracker = new FogBugz(
            new TrackerHttp(HttpLimits.DEFAULT, new AddressGuard(true, true), Clock.systemUTC(), "test"),
            Clock.systemUTC());

    private final TrackerClient client = this.tracker.connect(this.fogBugz.connection());

    @AfterEach
    void close() {
        this.fogBugz.close();
    }

    @ParameterizedTest
    @ValueSource(ints = { 200, 400, 403, 404 })
    void aRefusalMeansTheSameUnderEveryStatus(int status) {
        this.fogBugz.refusalStatus = status;
        this.fogBugz.lacking.add("listStatuses");

        assertThat(this.client.catalog().statuses()).hasSize(6);
        var wrong = this.tracker.connect(this.fogBugz.wrongConnection());
        var refused = catchThrowableOfType(TrackerException.CredentialRefused.class, () -> wrong.get(UNKNOWN));
        assertThat(refused).hasMessageContaining("Not logged in with ***");
    }

    @Test
    void aCaseThatTheSearchDoesNotShowIsGone() {
        assertThat(catchThrowableOfType(TrackerException.IssueGone.class, () -> this.client.get(UNKNOWN)))
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

        var thrown = catchThrowableOfType(TrackerException.class, () -> this.client.get(UNKNOWN));

        assertThat(thrown.getClass().getSimpleName()).endsWith(type);
    }

    @Test
    void aCaseWithoutTimeIsNoCase() {
        this.fogBugz.instead(200, "{\"data\":{\"cases\":[{\"ixBug\":77,\"dtLastUpdated\":\"yesterday\"}]}}");

        assertThat(catchThrowableOfType(TrackerException.NotTheTracker.class, () -> this.client.get(UNKNOWN)))
            .hasMessageContaining("'yesterday'");
    }

    /** A case that has stopped reporting may be left out of the answer. */
    @Test
    void aCreateCallWhoseAnswerNamesNoCaseIsLookedAfter() {
        this.fogBugz.before.put("new", () -> this.fogBugz.instead(200, "{\"data\":{\"case\":{}}}"));
        assertThat(catchThrowableOfType(TrackerException.NotTheTracker.class, this::create))
            .hasMessageContaining("names none");

        var created = create();
        this.fogBugz.before.put("new", () -> this.fogBugz.instead(200, "{\"data\":{}}"));
        assertThat(create()).isEqualTo(created);
    }

    private IssueRef create() {
        var text = new Document(List.of(new Document.Paragraph(new Document.Text("boom"))));
        return this.client
            .create(new IssueDraft("Crash", text, List.of(), Map.of(), Optional.empty(), Optional.empty()),
                    new Marker("tracebridge0123456789abcdef0123"))
            .ref();
    }

}
