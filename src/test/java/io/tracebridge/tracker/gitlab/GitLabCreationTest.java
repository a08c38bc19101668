package io.tracebridge.tracker.gitlab;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.HostileTexts;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What an issue is created with, and where its marker is left and found. */
class GitLabCreationTest extends GitLabFixture {

    @Test
    void refersToAnIssueByNumbersThatStayAndByWhatPeopleCallIt() {
        assertThat(client().create(draft("Crash"), MARKER).ref())
            .isEqualTo(new IssueRef("14/1", "acme/shop#1", this.gitlab.url() + "/acme/shop/-/issues/1"));
    }

    @Test
    void sendsEveryFieldAsGitLabWantsIt() {
        var created = client().create(owned("5", Map.of("labels", "checkout, web ,", "Milestone", " v3.0 ", "due_date",
                "2026-12-31", "confidential", "true", "issue_type", "incident", "weight", "8")), MARKER);

        assertThat(created.warnings()).isEmpty();
        var item = this.gitlab.item(created.ref().id());
        assertThat(item.labels).containsExactly("tracebridge", "checkout", "web");
        assertThat(item.assignees).containsExactly(FakeGitLab.JANE);
        assertThat(item.milestone).isEqualTo(11);
        assertThat(item.dueDate).isEqualTo("2026-12-31");
        assertThat(item.confidential).isTrue();
        assertThat(item.weight).isEqualTo(8);
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
        var ref = client().create(owned("@jane", Map.of()), MARKER).ref();

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
                () -> client().create(owned("", Map.of(field, value)), MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields()).containsOnlyKeys(field);
        assertThat(rejected).hasMessageContaining(words);
        assertThat(this.gitlab.issues()).isEmpty();
    }

    @Test
    void refusesAnOwnerWhomNobodyKnows() {
        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(owned("nobody", Map.of()), MARKER));

        assertThat(rejected.fields()).containsOnlyKeys("assignee_ids");
    }

    @Test
    void warnsOfEverythingThatGitLabSilentlyLeftOut() {
        this.gitlab.role = 10;
        this.gitlab.premium = false;

        var created = client().create(
                owned("5", Map.of("milestone", "v3.0", "due_date", "2026-12-31", "labels", "web", "weight", "8")),
                MARKER);

        assertThat(created.warnings()).hasSize(5)
            .anySatisfy((warning) -> assertThat(warning).contains("weight 8").contains("Premium"))
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

}
