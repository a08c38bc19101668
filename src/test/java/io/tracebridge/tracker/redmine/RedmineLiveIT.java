package io.tracebridge.tracker.redmine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.Bold;
import io.tracebridge.issue.Document.BulletList;
import io.tracebridge.issue.Document.Code;
import io.tracebridge.issue.Document.CodeBlock;
import io.tracebridge.issue.Document.Heading;
import io.tracebridge.issue.Document.Link;
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.Document.Table;
import io.tracebridge.issue.Document.Text;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerException.CredentialRefused;
import io.tracebridge.tracker.TrackerException.IssueGone;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.http.AddressGuard;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Against a real Redmine, which it leaves issues in. Needs {@code REDMINE_URL},
 * {@code REDMINE_API_KEY} and {@code REDMINE_PROJECT}, as environment or system
 * properties; {@code REDMINE_MARKER_FIELD} names a custom field that is a filter, for the
 * tests that want one.
 */
class RedmineLiveIT {

    private static final String HOSTILE = """
            💥 <script>alert(1)</script> <b onmouseover=alert(2)>x</b> #1 @admin {{include(wiki)}}
            </pre></code><img src=x onerror=alert(3)> !https://evil.example.com/a.png! "go":javascript:alert(4)
            h1. Not a heading

            * no item | no | cell |
            {{toc}} [[Wiki]] r1 commit:abc source:x attachment:y ==<script>alert(5)</script>== \u202e reversed""";

    private final Marker marker = new Marker(
            "tracebridge" + UUID.randomUUID().toString().replace("-", "").substring(0, 20).toLowerCase(Locale.ROOT));

    private final Instant since = Instant.now().minus(Duration.ofMinutes(2));

    private TrackerClient client;

    /** Of a member whose role is not an administrator's. */
    private String memberKey;

    @BeforeEach
    void connect() {
        try (var redmine = new RealRedmine()) {
            this.memberKey = redmine.keyOf(redmine.somebody());
        }
        this.client = connect(Map.of(), RealRedmine.given("REDMINE_API_KEY").orElseThrow());
    }

    @Test
    void checksPass() {
        assertThat(this.client.check()).hasSize(6).allMatch(Check::ok);
    }

    @Test
    void aWrongKeyFailsTheCheckAndCreatesNothing() {
        var wrong = connect(Map.of(), "0000000000000000000000000000000000000000");

        assertThat(wrong.check()).singleElement().satisfies((check) -> assertThat(check.ok()).isFalse());
        assertThatExceptionOfType(CredentialRefused.class)
            .isThrownBy(() -> wrong.create(draft("Nobody's"), this.marker));
        assertThat(this.client.findByMarker(this.marker, this.since)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "textile", "common_mark", "none" })
    void createsFindsAndReadsAnIssueOfHostileText(String format) {
        var client = connect(Map.of("textFormat", format), RealRedmine.given("REDMINE_API_KEY").orElseThrow());

        var created = client.create(draft("Hostile 💥 <b>" + format + "</b> #1 @admin"), this.marker);

        assertThat(created.warnings()).isEmpty();
        var read = client.get(created.ref());
        assertThat(read.title()).isEqualTo("Hostile 💥 <b>" + format + "</b> #1 @admin");
        assertThat(read.status().category()).isEqualTo("open");
        assertThat(read.assignee()).isEmpty();
        assertThat(read.updatedAt()).isAfter(this.since);
        assertThat(client.findByMarker(this.marker, this.since)).contains(read);
    }

    @Test
    void findsByTheMarkerField() {
        var field = RealRedmine.given("REDMINE_MARKER_FIELD");
        assumeThat(field).as("REDMINE_MARKER_FIELD names no custom field that is a filter").isPresent();
        var client = connect(Map.of("markerField", field.get()), RealRedmine.given("REDMINE_API_KEY").orElseThrow());
        assertThat(client.check()).allMatch(Check::ok);

        var created = client.create(draft("Marked in a field"), this.marker);

        assertThat(created.warnings()).isEmpty();
        assertThat(client.findByMarker(this.marker, Instant.now().plus(Duration.ofHours(1)))).map(Issue::ref)
            .contains(created.ref());
    }

    @Test
    void isNotMisledByAFilterThatIsNone() {
        this.client.create(draft("Another"), new Marker("tracebridge" + "0".repeat(20)));
        var client = connect(Map.of("markerField", "999"), RealRedmine.given("REDMINE_API_KEY").orElseThrow());

        assertThat(client.findByMarker(this.marker, this.since)).isEmpty();
    }

    @Test
    void aLongDescriptionIsTaken() {
        var lines = "日本語 💥 at com.example.Frame(Frame.java:1)\n".repeat(4_000);
        var created = this.client.create(draft("Long", new CodeBlock("java", lines)), this.marker);

        assertThat(this.client.findByMarker(this.marker, this.since)).map(Issue::ref).contains(created.ref());
    }

    @Test
    void aBlankSubjectIsRefusedInRedminesWords() {
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> this.client.create(draft(""), this.marker))
            .satisfies((rejected) -> assertThat(rejected.fields()).containsOnlyKeys("Subject"));
        assertThat(this.client.findByMarker(this.marker, this.since)).isEmpty();
    }

    @Test
    void anUnknownAssigneeIsRefusedInRedminesWords() {
        var draft = new IssueDraft("Assigned", draft("x").description(), List.of(), Map.of(), Optional.empty(),
                Optional.of("999999"));

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> this.client.create(draft, this.marker))
            .satisfies((rejected) -> assertThat(rejected.fields()).containsOnlyKeys("Assignee"));
    }

    @Test
    void itsOwnFieldsAreKeptAsAsked() {
        var draft = new IssueDraft("With fields of its own", draft("x").description(), List.of(),
                Map.of("priority", "2", "start_date", "2026-07-01", "estimated_hours", "2", "status", "1"),
                Optional.empty(), Optional.empty());

        assertThat(this.client.create(draft, this.marker).warnings()).isEmpty();
    }

    @Test
    void anIssueThatIsNotThereIsGone() {
        assertThatExceptionOfType(IssueGone.class)
            .isThrownBy(() -> this.client.get(new IssueRef("99999999", "#99999999", "")));
    }

    @Test
    void aMemberGoesAsFarAsTheWorkflowLetsThem() {
        var member = connect(Map.of(), this.memberKey);
        var ref = this.client.create(draft("By the workflow"), this.marker).ref();
        var before = member.get(ref);

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> member.setStatus(ref, "6", Map.of()))
            .withMessageContaining("to 'Rejected'; it allows New, In Progress, Resolved, Feedback, Closed")
            .satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(Rejected.Reason.TRANSITION_UNAVAILABLE));
        assertThat(member.get(ref)).isEqualTo(before);

        assertThat(member.setStatus(ref, "2", Map.of()).status().name()).isEqualTo("In Progress");
        assertThat(member.setStatus(ref, "5", Map.of()).status().category()).isEqualTo("closed");
    }

    @Test
    void aCommentOfHostileTextIsKeptAndNothingElseHappens() {
        for (var format : List.of("textile", "common_mark", "none")) {
            var member = connect(Map.of("textFormat", format), this.memberKey);
            var ref = this.client.create(draft("Commented"), this.marker).ref();
            var before = this.client.get(ref);

            member.comment(ref, draft("x").description());

            var after = this.client.get(ref);
            assertThat(after.status()).isEqualTo(before.status());
            assertThat(after.assignee()).isEmpty();
        }
    }

    @Test
    void findsPeopleByAddressAsAnAdministratorAndByNameAsAMember() {
        var member = connect(Map.of(), this.memberKey).catalog();
        var people = this.client.catalog().people("");

        assertThat(people).isNotEmpty();
        assertThat(member.people(people.getFirst().name())).contains(people.getFirst());
        assertThat(member.projects()).extracting(Catalog.Choice::id)
            .contains(RealRedmine.given("REDMINE_PROJECT").orElseThrow());
        assertThat(this.client.catalog().people("tess@example.org")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void listsFieldsWithWhatTheyTake() {
        assertThat(this.client.catalog().fields()).extracting(Catalog.Field::name)
            .contains("Priority", "Category", "Assignee");
        assertThat(this.client.catalog().fields()).filteredOn((field) -> field.id().equals("priority_id"))
            .singleElement()
            .satisfies((field) -> assertThat(field.allowed()).contains("Normal"));
    }

    private static TrackerClient connect(Map<String, String> more, String key) {
        var http = new TrackerHttp(HttpLimits.DEFAULT, new AddressGuard(true, true), Clock.systemUTC(), "test");
        return new Redmine(http, Clock.systemUTC()).connect(RealRedmine.connection(more, key));
    }

    private static IssueDraft draft(String title, Document.Block... more) {
        var blocks = new ArrayList<Document.Block>(List.of(new Heading(2, HOSTILE),
                new Paragraph(new Text(HOSTILE), new Bold(HOSTILE), new Code(HOSTILE)), new CodeBlock("java", HOSTILE),
                new CodeBlock("", HOSTILE), new BulletList(List.of(new Paragraph(new Text(HOSTILE)))),
                new Table(List.of("Attribute", "Value"), List.of(List.of(HOSTILE, HOSTILE)))));
        blocks.addAll(List.of(more));
        blocks.add(new Paragraph(new Link("Group in Tracebridge", "https://tracebridge.example.com/groups/1")));
        return new IssueDraft(title, new Document(blocks), List.of("tracebridge"), Map.of(), Optional.empty(),
                Optional.empty());
    }

}
