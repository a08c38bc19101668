package io.tracebridge.tracker.gitlab;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.HostileTexts;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Issue.Status;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerContractTest;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.IssueGone;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerFake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class GitLabTest extends TrackerContractTest {

    private final FakeGitLab gitlab = new FakeGitLab();

    @Override
    protected Tracker tracker() {
        return new GitLab(this.http, Clock.systemUTC());
    }

    @Override
    protected TrackerFake fake() {
        return this.gitlab;
    }

    /**
     * Everything this class sends is checked, unless the file is absent: then this says
     * so.
     */
    @Test
    void callsMeetTheSpecification() {
        FakeGitLab.SPECIFICATION.assumePresent();
        client().create(draft("Crash"), MARKER);
        assertThat(this.gitlab.requests()).isNotEmpty();
    }

    @Test
    void refersToAnIssueByNumbersThatStayAndByWhatPeopleCallIt() {
        assertThat(client().create(draft("Crash"), MARKER).ref())
            .isEqualTo(new IssueRef("14/1", "acme/shop#1", this.gitlab.url() + "/acme/shop/-/issues/1"));
    }

    @Test
    void sendsEveryFieldAsGitLabWantsIt() {
        var created = client().create(draft("5", Map.of("labels", "checkout, web ,", "Milestone", " v3.0 ", "due_date",
                "2026-12-31", "confidential", "true", "issue_type", "incident")), MARKER);

        assertThat(created.warnings()).isEmpty();
        var item = this.gitlab.item(created.ref().id());
        assertThat(item.labels).containsExactly("tracebridge", "checkout", "web");
        assertThat(item.assignees).containsExactly(FakeGitLab.JANE);
        assertThat(item.milestone).isEqualTo(11);
        assertThat(item.dueDate).isEqualTo("2026-12-31");
        assertThat(item.confidential).isTrue();
        assertThat(item.type).isEqualTo("incident");
    }

    @Test
    void makesAllIssuesConfidentialWhereSettingsSaySo() {
        var settings = new HashMap<>(this.gitlab.connection().settings());
        settings.put("confidential", "true");
        var connection = new Connection(settings, this.gitlab.connection().credential());

        var ref = tracker().connect(connection).create(draft("Crash"), MARKER).ref();

        assertThat(this.gitlab.item(ref.id()).confidential).isTrue();
    }

    @Test
    void findsAnOwnerByUserName() {
        var ref = client().create(draft("@jane", Map.of()), MARKER).ref();

        assertThat(client().get(ref).assignee()).contains(this.gitlab.somebody());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            priority     | high       | no such field
            weight       | -1         | whole number
            weight       | many       | whole number
            due_date     | tomorrow   | 2026-12-31
            confidential | yes        | true, false
            issue_type   | epic       | issue, incident, task
            milestone    | v4.0       | no milestone
            """)
    void refusesFieldsThatGitLabDoesNotTake(String field, String value, String words) {
        var rejected = catchThrowableOfType(Rejected.class,
                () -> client().create(draft("", Map.of(field, value)), MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields()).containsOnlyKeys(field);
        assertThat(rejected).hasMessageContaining(words);
        assertThat(this.gitlab.issues()).isEmpty();
    }

    @Test
    void refusesAnOwnerWhomNobodyKnows() {
        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft("nobody", Map.of()), MARKER));

        assertThat(rejected.fields()).containsOnlyKeys("assignee_ids");
    }

    @Test
    void warnsOfEverythingThatGitLabSilentlyLeftOut() {
        this.gitlab.role = 10;

        var created = client()
            .create(draft("5", Map.of("milestone", "v3.0", "due_date", "2026-12-31", "labels", "web")), MARKER);

        assertThat(created.warnings()).hasSize(4)
            .allSatisfy((warning) -> assertThat(warning).contains("Reporter"))
            .anySatisfy((warning) -> assertThat(warning).contains("labels tracebridge, web"))
            .anySatisfy((warning) -> assertThat(warning).contains("assignee 5"))
            .anySatisfy((warning) -> assertThat(warning).contains("milestone"))
            .anySatisfy((warning) -> assertThat(warning).contains("due date 2026-12-31"));
    }

    @Test
    void leavesTheMarkerHiddenInTheLastLine() {
        client().create(draft("Crash"), MARKER);

        assertThat(this.gitlab.issues().getFirst().text().lines().toList()).last()
            .isEqualTo("<!-- tracebridge:" + MARKER + " -->");
    }

    /** The fake fails the test for text that GitLab would obey. */
    @Test
    void noTextOfAReportRunsAQuickActionOrCallsAnybody() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        for (var text : HostileTexts.ALL) {
            client().create(draft("Crash", text), MARKER);
            client().comment(ref,
                    new Document(List.of(
                            new Document.CodeBlock("", text), new Document.Paragraph(new Document.Text(text),
                                    new Document.LineBreak(), new Document.Text(text)),
                            new Document.Paragraph(new Document.Text("end")))));
        }
        assertThat(this.gitlab.standing(ref.id()).comments()).hasSameSizeAs(HostileTexts.ALL);
    }

    @Test
    void findsItsIssueBeyondTheFirstPageAndNobodyElses() {
        var stolen = this.gitlab.add(FakeGitLab.SHOP, FakeGitLab.JANE, "Copy", Duration.ZERO);
        stolen.description = "<!-- tracebridge:" + MARKER + " -->";
        assertThat(client().findByMarker(MARKER, longAgo())).isEmpty();

        var ref = client().create(draft("Crash"), MARKER).ref();
        for (var i = 0; i < 120; i++) {
            this.gitlab.add(FakeGitLab.SHOP, FakeGitLab.BOT, "Later", Duration.ofSeconds(-1));
        }
        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(ref);
    }

    @Test
    void doesNotSayNotFoundWhenThereAreTooManyToLookAt() {
        for (var i = 0; i < 1001; i++) {
            this.gitlab.add(FakeGitLab.SHOP, FakeGitLab.BOT, "Flood", Duration.ZERO);
        }

        assertThat(catchThrowableOfType(TrackerException.Unavailable.class,
                () -> client().findByMarker(MARKER, longAgo())))
            .hasMessageContaining("Too many issues");
    }

    @Test
    void aMarkerThatAReportSmuggledInDoesNotCount() {
        var smuggled = new Marker("tracebridgeeeeeeeeeeeeeeeeeeeee");
        client().create(draft("Crash", "line", "<!-- tracebridge:" + smuggled + " -->", "line"), MARKER);

        assertThat(client().findByMarker(smuggled, longAgo())).isEmpty();
        assertThat(client().findByMarker(MARKER, longAgo())).isPresent();
    }

    @ParameterizedTest
    @CsvSource({ "opened, web, ''", "opened, status:in-progress, status:in-progress", "opened, muted, ''",
            "closed, status:in-progress, ''", "closed, muted, muted" })
    void aLabelCountsInItsOwnStateOnly(String state, String label, String resolution) {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.gitlab.item(ref.id()).state = state;
        this.gitlab.item(ref.id()).labels.add(label);

        var name = state.equals("opened") ? "Open" : "Closed";
        assertThat(client().get(ref).status())
            .isEqualTo(new Status(state, resolution.isEmpty() ? name : name + ", " + resolution, state, resolution));
    }

    @Test
    void changesStateAndLabelsInOneCallAndLeavesOtherLabelsAlone() {
        var ref = client().create(draft("", Map.of("labels", "web")), MARKER).ref();
        client().setStatus(ref, "opened:status:in-progress", Map.of());

        client().setStatus(ref, "closed:muted", Map.of());

        assertThat(this.gitlab.item(ref.id()).labels).containsExactly("tracebridge", "web", "muted");
        assertThat(lastBody())
            .isEqualTo("{\"state_event\":\"close\",\"add_labels\":\"muted\",\"remove_labels\":\"status:in-progress\"}");
    }

    @Test
    void saysSoWhenTheRoleIsTooLowForALabel() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.gitlab.role = 10;

        var rejected = catchThrowableOfType(Rejected.class,
                () -> client().setStatus(ref, "opened:status:in-progress", Map.of()));

        assertThat(rejected.reason()).isEqualTo(Reason.TRANSITION_UNAVAILABLE);
        assertThat(rejected).hasMessageContaining("Reporter");
    }

    @Test
    void unassigningSendsUserZero() {
        var ref = client().create(draft("5", Map.of()), MARKER).ref();

        client().setAssignee(ref, Optional.empty());

        assertThat(lastBody()).isEqualTo("{\"assignee_ids\":[0]}");
    }

    @Test
    void assigningWhoIsAssignedAlreadyWritesNothing() {
        var ref = client().create(draft("5", Map.of()), MARKER).ref();

        client().setAssignee(ref, Optional.of("5"));

        assertThat(this.gitlab.standing(ref.id()).writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "#1", "1", " acme/shop#1", "URL/acme/shop/-/issues/1", "URL/acme/shop/-/work_items/1",
            "URL/acme/shop/issues/1", "URL/acme/shop/-/issues/1/designs", "URL/acme/shop/-/issues/1#note_7" })
    void anIssueIsLocatedByWhateverNamesIt(String text) {
        var ref = client().create(draft("Crash"), MARKER).ref();

        assertThat(client().locate(text.replace("URL", this.gitlab.url())).ref()).isEqualTo(ref);
        assertThat(tracker().connect(this.gitlab.byNumber()).locate(text.replace("URL", this.gitlab.url())).ref())
            .isEqualTo(ref);
    }

    @ParameterizedTest
    @ValueSource(strings = { "acme/archive#1", "URL/acme/archive/-/issues/1", "URL/acme/shop/-/merge_requests/1",
            "URL.example.com/acme/shop/-/issues/1", "https://gitlab.com/acme/shop/-/issues/1", "shop#1", "!1" })
    void whatIsElsewhereIsRefused(String text) {
        client().create(draft("Crash"), MARKER);
        this.gitlab.add(FakeGitLab.ARCHIVE, FakeGitLab.BOT, "Elsewhere", Duration.ZERO);

        var rejected = catchThrowableOfType(Rejected.class,
                () -> client().locate(text.replace("URL", this.gitlab.url())));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void changesAMovedIssueWhereItIsNow() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.gitlab.move(ref.id());

        assertThat(client().setStatus(ref, "closed", Map.of()).ref().id()).isEqualTo("15/1");
        assertThat(this.gitlab.standing("15/1").status()).isEqualTo("closed");
    }

    @Test
    void anIssueThatWasMovedOutOfSightIsGone() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.gitlab.move(ref.id());
        this.gitlab.archiveHidden = true;

        assertThat(catchThrowableOfType(IssueGone.class, () -> client().get(ref))).hasMessageContaining("moved");
    }

    @Test
    void noIssueIsGoneBecauseTheTokenLostItsProjectOrIssuesAreDisabled() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.gitlab.hidden = true;
        assertThat(catchThrowableOfType(Rejected.class, () -> client().get(ref)).reason())
            .isEqualTo(Reason.PROJECT_MISSING);

        this.gitlab.hidden = false;
        this.gitlab.json.issuesEnabled = false;
        assertThat(catchThrowableOfType(Rejected.class, () -> client().get(ref)))
            .hasMessageContaining("Issues are disabled in acme/shop");
    }

    @Test
    void inARenamedProjectIssuesAreStillReadButNoneCreated() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.gitlab.renamed = true;

        assertThat(client().get(ref).ref()).isEqualTo(ref);
        assertThat(client().changesSince(Changes.Cursor.at(longAgo())).issues()).containsExactly(ref);
        assertThat(catchThrowableOfType(Rejected.class, () -> client().create(draft("Crash"), MARKER)).reason())
            .isEqualTo(Reason.PROJECT_MISSING);
    }

    @Test
    void pollingPassesAPageWhoseIssuesAllChangedAtOnce() {
        var moment = Instant.parse("2026-07-01T08:00:00.123Z");
        var all = Stream.generate(() -> this.gitlab.add(FakeGitLab.SHOP, FakeGitLab.JANE, "Bulk", Duration.ZERO))
            .limit(120)
            .peek((item) -> item.updatedAt = moment)
            .map(GitLabItem::id)
            .toList();

        var first = client().changesSince(Changes.Cursor.at(moment));
        var second = client().changesSince(first.next());
        var third = client().changesSince(second.next());

        assertThat(Stream.of(first, second, third).flatMap((changes) -> changes.issues().stream()).map(IssueRef::id))
            .containsExactlyElementsOf(all);
        assertThat(List.of(first.more(), second.more(), third.more())).containsExactly(true, true, false);
    }

    /** Until then it may still be writing a change with an earlier time. */
    @Test
    void pollingStaysAMinuteBehindGitLabsClock() {
        client().create(draft("Crash"), MARKER);
        var begin = Instant.now();

        var next = Instant.parse(client().changesSince(Changes.Cursor.at(longAgo())).next().value());

        assertThat(next).isBetween(begin.minusSeconds(62), begin.minusSeconds(50));
    }

    @Test
    void pollingNeverTurnsBack() {
        var cursor = Changes.Cursor.at(Instant.now());

        assertThat(client().changesSince(cursor).next()).isEqualTo(cursor);
    }

    private String lastBody() {
        return this.gitlab.requests().getLast().getBody().utf8();
    }

    private static IssueDraft draft(String owner, Map<String, String> fields) {
        var plain = draft("Crash");
        return new IssueDraft(plain.title(), plain.description(), List.of("tracebridge"), fields, Optional.empty(),
                Optional.of(owner).filter((login) -> !login.isEmpty()));
    }

}
