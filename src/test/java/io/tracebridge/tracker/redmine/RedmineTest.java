package io.tracebridge.tracker.redmine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.CodeBlock;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerContractTest;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerFake;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RedmineTest extends TrackerContractTest {

    private final FakeRedmine redmine = new FakeRedmine();

    @Override
    protected Tracker tracker() {
        return new Redmine(this.http, Clock.systemUTC());
    }

    @Override
    protected TrackerFake fake() {
        return this.redmine;
    }

    /** Nearly everything this class sends is checked, unless the file is absent. */
    @Test
    void callsMeetRedminesSpecification() {
        FakeRedmine.SPECIFICATION.assumePresent();
        client().create(draft("Crash"), MARKER);
        assertThat(this.redmine.requests()).isNotEmpty();
    }

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
        assertThat(FakeRedmine.custom(issue, 2).path("value").asText()).isEqualTo(MARKER.value());
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Category      | checkout         | /category/name       | Checkout
            priority      | High             | /priority/name       | High
            Status        | In Progress      | /status/name         | In Progress
            start_date    | 2026-07-02       | /start_date          | 2026-07-02
            Due date      | 2026-07-03       | /due_date            | 2026-07-03
            Estimated time| 2                | /estimated_hours     | 2.0
            done_ratio    | 50               | /done_ratio          | 50
            Private       | yes              | /is_private          | true
            Version seen  | 4.2.0            | /custom_fields/0/value | 4.2.0
            1             | 4.2.0            | /custom_fields/0/value | 4.2.0
            Browsers      | Firefox          | /custom_fields/2/value/0 | Firefox
            browsers      | chrome , Firefox | /custom_fields/2/value/0 | Chrome
            Regression    | true             | /custom_fields/4/value | 1
            """)
    void fillsFieldsByNameOrId(String name, String text, String pointer, String expected) {
        var created = client().create(draft("Crash", Map.of(name, text)), MARKER);

        assertThat(created.warnings()).isEmpty();
        assertThat(this.redmine.issue(created.ref().id()).at(pointer).asText()).isEqualTo(expected);
    }

    @Test
    void readsCustomFieldsFromTheLatestIssueWhereItMayNotListThem() {
        this.redmine.admin = false;
        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> client().create(draft("Crash", Map.of("Browsers", "Chrome")), MARKER))
            .withMessageContaining("give the field's number");
        client().create(draft("First"), new Marker("tracebridge" + "0".repeat(20)));

        var created = client().create(draft("Crash", Map.of("Browsers", "Chrome,Firefox")), MARKER);

        assertThat(FakeRedmine.custom(this.redmine.issue(created.ref().id()), 3).path("value"))
            .extracting(JsonNode::asText)
            .containsExactly("Chrome", "Firefox");
    }

    @Test
    void namesEveryWrongFieldBeforeItCreatesAnything() {
        var draft = new IssueDraft("Crash", draft("x").description(), List.of(),
                Map.of("Colour", "red", "Category", "Basket", "% Done", "half", "Version seen", " "), Optional.empty(),
                Optional.of("tess"));

        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft, MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields()).containsOnlyKeys("Colour", "Category", "% Done", "owner")
            .hasEntrySatisfying("Colour", (words) -> assertThat(words).contains("Version seen"))
            .hasEntrySatisfying("Category", (words) -> assertThat(words).contains("'Basket' is not one of Checkout"))
            .hasEntrySatisfying("owner", (words) -> assertThat(words).contains("'tess'"));
        assertThat(this.redmine.issues()).isEmpty();
    }

    @Test
    void putsTheDescriptionIntoALongTextFieldWhenAsked() {
        var draft = new IssueDraft("Crash", draft("x").description(), List.of(), Map.of(), Optional.of("Log"),
                Optional.empty());

        var created = client().create(draft, MARKER);

        assertThat(created.warnings()).isEmpty();
        assertThat(FakeRedmine.custom(this.redmine.issue("1"), 4).path("value").asText()).contains("boom");
        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(created.ref());
    }

    @Test
    void warnsOfEverythingThatRedmineSilentlyLeftOut() {
        this.redmine.ignored.addAll(List.of("status_id", "assigned_to_id", "custom_fields", "tracker_id"));
        var client = connect(Map.of("tracker", "Feature"));
        var draft = new IssueDraft("Crash", draft("x").description(), List.of(),
                Map.of("Status", "Closed", "Browsers", "Chrome"), Optional.empty(), Optional.of("5"));

        assertThat(client.create(draft, MARKER).warnings()).hasSize(4)
            .anySatisfy((warning) -> assertThat(warning).contains("Tracker: asked for 'Feature', it has 'Bug'"))
            .anySatisfy((warning) -> assertThat(warning).contains("Status: asked for '5', it has '1'"))
            .anySatisfy((warning) -> assertThat(warning).contains("Assignee: asked for '5', it has ''"))
            .anySatisfy((warning) -> assertThat(warning).contains("Browsers: asked for 'Chrome', it has ''"));
    }

    @Test
    void assignsTheOwner() {
        var draft = new IssueDraft("Crash", draft("x").description(), List.of(), Map.of(), Optional.empty(),
                Optional.of("5"));

        var created = client().create(draft, MARKER);

        assertThat(client().get(created.ref()).assignee()).contains(new Issue.Account("5", "Tess Triager"));
    }

    @Test
    void tiesRedminesWordsToTheFieldsTheyAreAbout() {
        this.redmine.refusal = refusal(422, "Version seen is invalid", "Assignee is invalid", "Ein anderer Grund");
        var draft = draft("Crash", Map.of("Version seen", "4.2"));

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().create(draft, MARKER))
            .withMessageContaining("Version seen is invalid; Assignee is invalid; Ein anderer Grund")
            .satisfies((rejected) -> {
                assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
                assertThat(rejected.fields()).containsOnlyKeys("Version seen", "Assignee");
            });
    }

    static Stream<Arguments> refusals() {
        return Stream.of(Arguments.of(403, Rejected.class, "role"), Arguments.of(404, Rejected.class, "project"),
                Arguments.of(401, TrackerException.CredentialRefused.class, "REST web service"),
                Arguments.of(405, TrackerException.NotTheTracker.class, "405"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void tellsWordlessRefusalsApart(int status, Class<? extends TrackerException> expected, String words) {
        this.redmine.refusal = new MockResponse.Builder().code(status)
            .setHeader("Content-Type", "application/json")
            .build();

        assertThatExceptionOfType(TrackerException.class).isThrownBy(() -> client().create(draft("Crash"), MARKER))
            .isInstanceOf(expected)
            .withMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({ "boom 💥, true", "boom, false" })
    void saysWhatOldDatabasesFailOn(String title, boolean told) {
        this.redmine.refusal = new MockResponse.Builder().code(500).build();

        var unavailable = catchThrowableOfType(TrackerException.Unavailable.class,
                () -> client().create(draft(title), MARKER));

        assertThat(unavailable.getMessage().contains("utf8mb4")).isEqualTo(told);
    }

    @Test
    void neverCreatesAsAStrangerWhereAnybodyMayCreate() {
        this.redmine.open = true;

        assertThatExceptionOfType(TrackerException.CredentialRefused.class)
            .isThrownBy(() -> tracker().connect(this.redmine.wrongConnection()).create(draft("Crash"), MARKER));
        assertThat(this.redmine.issues()).isEmpty();
    }

    @Test
    void doesNotTakeAStrangersEmptyListForNotFound() {
        assertThatExceptionOfType(TrackerException.CredentialRefused.class)
            .isThrownBy(() -> tracker().connect(this.redmine.wrongConnection()).findByMarker(MARKER, longAgo()));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void readsWhetherTheStatusIsAClosedOne(boolean issuesSaySo) {
        this.redmine.saysClosed = issuesSaySo;
        var open = client().create(draft("Open"), MARKER);
        var closed = client().create(draft("Closed", Map.of("Status", "Closed")), MARKER);

        assertThat(client().get(open.ref()).status()).isEqualTo(new Issue.Status("1", "New", "open", ""));
        assertThat(client().get(closed.ref()).status()).isEqualTo(new Issue.Status("5", "Closed", "closed", ""));
    }

    @Test
    void anIssueMovedOutOfSightIsGone() {
        var created = client().create(draft("Crash"), MARKER);
        this.redmine.issue("1").put("hidden", true);

        assertThatExceptionOfType(TrackerException.IssueGone.class).isThrownBy(() -> client().get(created.ref()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "textile", "common_mark", "none" })
    void keepsToTheBytesThatADescriptionMayHave(String format) {
        connect(Map.of("textFormat", format)).create(draft("Crash", "日本語 at com.example.Frame\n".repeat(5_000)),
                MARKER);

        assertThat(this.redmine.issues()).hasSize(1);
    }

    /** Redmine would show {{macro(1)}} in its place. */
    @ParameterizedTest
    @ValueSource(strings = { "textile", "common_mark" })
    void keepsMacrosOutOfHighlightedCode(String format) {
        var code = new Document(
                List.of(new CodeBlock("java", "x = {{include(wiki)}};"), new CodeBlock("", "y = {{z}};")));
        var draft = new IssueDraft("Crash", code, List.of(), Map.of(), Optional.empty(), Optional.empty());

        connect(Map.of("textFormat", format)).create(draft, MARKER);

        assertThat(this.redmine.issues().getFirst().text()).contains("x = {\u200b{include(wiki)}};", "y = {{z}};");
    }

    @ParameterizedTest
    @CsvSource({ "project, project, nope, no such project", "tracker, tracker, Story, 'it has Bug, Feature'",
            "priority, priority, Urgent, 'there are Low, Normal, High'", "marker, markerField, Nowhere, Nowhere",
            "marker, markerField, Version seen, used as a filter" })
    void checksNameWhatIsMissing(String check, String setting, String value, String words) {
        assertThat(connect(Map.of(setting, value)).check()).last().satisfies((last) -> {
            assertThat(last.name()).isEqualTo(check);
            assertThat(last.ok()).isFalse();
            assertThat(last.message()).contains(words);
        });
    }

    @Test
    void checksNameThePermissionsThatAreMissing() {
        this.redmine.admin = false;
        assertThat(client().check()).allMatch(Check::ok);

        this.redmine.permissions.remove("edit_issues");
        assertThat(client().check()).allMatch(Check::ok).anyMatch((check) -> check.message().contains("Edit issues"));

        this.redmine.permissions.remove("add_issues");
        assertThat(client().check()).last()
            .satisfies((last) -> assertThat(last.message()).contains("lacks", "Developer"));

        this.redmine.member = false;
        assertThat(client().check()).last().satisfies((last) -> assertThat(last.message()).contains("not a member"));
    }

    @Test
    void checksThatTheProjectTracksIssues() {
        this.redmine.modules.clear();

        assertThat(client().check()).last().satisfies((last) -> {
            assertThat(last.ok()).isFalse();
            assertThat(last.message()).contains("Issue tracking");
        });
    }

    @Test
    void checksTellThatAMarkerFieldMayNotBeAFilter() {
        this.redmine.admin = false;

        assertThat(connect(Map.of("markerField", "2")).check()).allMatch(Check::ok)
            .last()
            .satisfies((last) -> assertThat(last.message()).contains("Only an administrator"));
    }

    @Test
    void searchesTheDatabaseSoNothingHasToBeWaitedFor() {
        assertThat(tracker().searchDelay()).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({ "textFormat, html, 'textile, common_mark, none'", "baseUrl, redmine.example.com, baseUrl" })
    void refusesMalformedSettings(String setting, String value, String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> connect(Map.of(setting, value)))
            .withMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = { "#1", " 1 ", "%s/issues/1", "%s/issues/1.json", "%s/issues/1/edit?x=y#note-3" })
    void locatesWhatPeopleCallAnIssue(String text) {
        var created = client().create(draft("Crash"), MARKER).ref();

        assertThat(client().locate(text.formatted(this.redmine.url() + "/redmine")).ref()).isEqualTo(created);
    }

    @ParameterizedTest
    @ValueSource(strings = { "#0", "SHOP-1", "%s/projects/shop", "%s/issues", "%s/issues/1x", "%s/../issues/1",
            "http://elsewhere.example.com/redmine/issues/1" })
    void saysWhatWouldNameAnIssue(String text) {
        client().create(draft("Crash"), MARKER);

        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> client().locate(text.formatted(this.redmine.url() + "/redmine")))
            .withMessageContaining("such as #12")
            .satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD));
    }

    @Test
    void goesByWayOfStatusesThatOtherIssuesShowToLeadThere() {
        this.redmine.changes.restrict();
        for (var status : List.of("In Progress", "Resolved", "Rejected")) {
            client().create(draft(status, Map.of("Status", status)), MARKER);
        }
        var ref = client().create(draft("Crash"), MARKER).ref();

        assertThat(client().setStatus(ref, "5", Map.of()).status())
            .isEqualTo(new Issue.Status("5", "Closed", "closed", ""));
        assertThat(statusesGone()).containsExactly("2", "3", "5");
    }

    @ParameterizedTest
    @ValueSource(strings = { "In Progress", "Resolved", "Rejected" })
    void entersNoStatusThatMayLeadNowhereAndNamesWhatTheWorkflowAllows(String only) {
        this.redmine.changes.restrict();
        client().create(draft(only, Map.of("Status", only)), MARKER);
        var ref = client().create(draft("Crash"), MARKER).ref();

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().setStatus(ref, "5", Map.of()))
            .withMessageContaining("from 'New' to 'Closed'; it allows New, In Progress, Rejected")
            .satisfies((refused) -> assertThat(refused.reason()).isEqualTo(Reason.TRANSITION_UNAVAILABLE));
        assertThat(puts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void takesBackHalfAWay(boolean possible) {
        this.redmine.changes.workflow.putAll(Map.of(1, Set.of(2), 2, possible ? Set.of(1, 5) : Set.of(5)));
        this.redmine.changes.wantAssignee.add(5);
        client().create(draft("Other", Map.of("Status", "In Progress")), MARKER);
        var ref = client().create(draft("Crash"), MARKER).ref();

        var refused = catchThrowableOfType(Rejected.class, () -> client().setStatus(ref, "5", Map.of()));

        assertThat(refused).hasMessageContaining("Assignee cannot be blank");
        assertThat(refused.getMessage().contains("as far as 'In Progress', from where it cannot go back to 'New'"))
            .isNotEqualTo(possible);
        assertThat(client().get(ref).status().name()).isEqualTo(possible ? "New" : "In Progress");
    }

    @Test
    void triesAtOnceWhereRedmineDoesNotSayWhatItAllows() {
        this.redmine.saysClosed = false;
        this.redmine.changes.saysAllowed = false;
        this.redmine.changes.restrict();
        var ref = client().create(draft("Crash"), MARKER).ref();

        assertThat(client().setStatus(ref, "2", Map.of()).status().name()).isEqualTo("In Progress");
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().setStatus(ref, "5", Map.of()))
            .withMessageContaining("Redmine ignored the change to 'Closed'");
    }

    @Test
    void passesOnWhatTheWorkflowAsksFor() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.redmine.changes.wantAssignee.add(2);

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().setStatus(ref, "2", Map.of()))
            .withMessageContaining("On the way to 'In Progress': Redmine refused: Assignee cannot be blank")
            .satisfies((rejected) -> {
                assertThat(rejected.reason()).isEqualTo(Reason.TRANSITION_UNAVAILABLE);
                assertThat(rejected.fields()).containsOnlyKeys("Assignee");
            });
        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> client().setStatus(ref, "2", Map.of("Assignee", "Tess", "Colour", "red")))
            .satisfies((rejected) -> assertThat(rejected.fields()).containsOnlyKeys("Assignee", "Colour"));
        client().setAssignee(ref, Optional.of("5"));
        assertThat(client().setStatus(ref, "2", Map.of("Browsers", "Chrome")).status().id()).isEqualTo("2");
        assertThat(puts()).last().asString().contains("\"custom_fields\":[{").contains("Chrome");
    }

    @Test
    void tellsWhatRedmineSilentlyIgnored() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.redmine.ignored.addAll(List.of("status_id", "assigned_to_id", "notes"));

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().setStatus(ref, "2", Map.of()))
            .withMessageContaining("Edit issues");
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().setAssignee(ref, Optional.of("5")))
            .withMessageContaining("Edit issues");
        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> client().comment(ref, new Document(List.of(new CodeBlock("", "seen")))))
            .withMessageContaining("Add notes");
    }

    @Test
    void aCommentIsNotMistakenForAnEarlierOne() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        var seen = new Document(List.of(new CodeBlock("", "seen again")));
        client().comment(ref, seen);
        client().comment(ref, seen);
        this.redmine.ignored.add("notes");

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().comment(ref, seen));
        assertThat(this.redmine.standing(ref.id()).comments()).hasSize(2);
    }

    @Test
    void whoIsAssignedAlreadyIsNotWritten() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        client().setAssignee(ref, Optional.empty());
        assertThat(puts()).isEmpty();
        client().setAssignee(ref, Optional.of("5"));
        client().setAssignee(ref, Optional.of("5"));
        assertThat(puts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "tess", "", "-5", "5.0", "12345678901" })
    void anAccountIsANumber(String account) {
        var ref = client().create(draft("Crash"), MARKER).ref();

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().setAssignee(ref, Optional.of(account)))
            .satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD));
        assertThat(puts()).isEmpty();
    }

    @Test
    void listsWhatIssuesTake() {
        var catalog = client().catalog();

        assertThat(catalog.projects()).containsExactly(new Catalog.Choice("shop", "Shop"));
        assertThat(catalog.issueTypes()).containsExactly(new Catalog.Choice("1", "Bug"),
                new Catalog.Choice("2", "Feature"));
        assertThat(catalog.fields())
            .contains(new Catalog.Field("priority_id", "Priority", "list", false, List.of("Low", "Normal", "High")),
                    new Catalog.Field("3", "Browsers", "list", false, List.of("Firefox", "Chrome")))
            .extracting(Catalog.Field::name)
            .contains("Assignee", "Category")
            .doesNotContain("Start date");
        assertThat(catalog.people("tess@example.org")).containsExactly(FakeChanges.TESS);
    }

    @Test
    void listsWhatOthersThanAdministratorsMaySee() {
        this.redmine.admin = false;

        assertThat(client().catalog().fields()).contains(new Catalog.Field("4", "Log", "", false, List.of()));
        assertThat(client().catalog().people("triager")).containsExactly(FakeChanges.TESS);
        assertThat(client().catalog().people("tess@example.org")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "New, open, OPEN", "In Progress, open, IN_PROGRESS", "Unassigned, open, OPEN",
            "Resolved, open, IN_PROGRESS", "Feedback, open, OPEN", "Closed, closed, RESOLVED",
            "In Progress, closed, RESOLVED", "Rejected, closed, MUTED", "Won't fix, closed, MUTED",
            "Won\u2019t Fix, closed, MUTED", "Rejected, open, OPEN", "New, '', OPEN" })
    void knowsWhatStatusesMean(String name, String category, GroupState meaning) {
        assertThat(tracker().meaning(new Issue.Status("1", name, category, ""))).isEqualTo(meaning);
    }

    @Test
    void pollingStartsAnewWhereAnIssueMovedUpMeanwhile() {
        var refs = IntStream.range(0, 120).mapToObj((n) -> client().create(draft("Crash " + n), MARKER).ref()).toList();
        refs.forEach((ref) -> this.redmine.issue(ref.id()).put("updated_on", "2026-07-01T00:00:00Z"));
        var start = Changes.Cursor.at(Instant.parse("2026-07-01T00:00:00.7Z"));
        var first = client().changesSince(start);
        assertThat(first.issues()).hasSize(100).isEqualTo(refs.subList(0, 100));
        assertThat(first.more()).isTrue();

        this.redmine.issue("7").put("updated_on", "2026-07-01T00:00:05Z");

        var anew = client().changesSince(first.next());
        assertThat(anew.issues()).isEmpty();
        assertThat(anew.more()).isTrue();
        var again = client().changesSince(anew.next());
        var rest = client().changesSince(again.next());
        assertThat(Stream.concat(again.issues().stream(), rest.issues().stream())).containsAll(refs);
        assertThat(rest.more()).isFalse();
        assertThat(rest.next()).isEqualTo(Changes.Cursor.at(Instant.parse("2026-06-30T23:59:55Z")));
    }

    @Test
    void pollingDoesNotTakeAStrangersViewForTheWhole() {
        this.redmine.open = true;

        assertThatExceptionOfType(TrackerException.CredentialRefused.class).isThrownBy(
                () -> tracker().connect(this.redmine.wrongConnection()).changesSince(Changes.Cursor.at(longAgo())));
    }

    private List<String> puts() {
        return this.redmine.requests()
            .stream()
            .filter((request) -> request.getMethod().equals("PUT"))
            .map((request) -> request.getBody().utf8())
            .toList();
    }

    private List<String> statusesGone() {
        return puts().stream().map((body) -> body.replaceAll(".*\"status_id\":(\\d+).*", "$1")).toList();
    }

    private TrackerClient connect(Map<String, String> settings) {
        return tracker().connect(this.redmine.connection(settings));
    }

    private static MockResponse refusal(int status, String... errors) {
        var body = FakeRedmine.object();
        Stream.of(errors).forEach(body.putArray("errors")::add);
        return new MockResponse.Builder().code(status)
            .setHeader("Content-Type", "application/json; charset=utf-8")
            .body(body.toString())
            .build();
    }

    private static IssueDraft draft(String title, Map<String, String> fields) {
        return new IssueDraft(title, draft(title).description(), List.of(), fields, Optional.empty(), Optional.empty());
    }

}
