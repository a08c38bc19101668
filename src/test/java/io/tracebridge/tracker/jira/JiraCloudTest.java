package io.tracebridge.tracker.jira;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Connection;
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
import mockwebserver3.RecordedRequest;
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

class JiraCloudTest extends TrackerContractTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final FakeJira jira = new FakeJira();

    @Override
    protected Tracker tracker() {
        return new JiraCloud(this.http, Clock.systemUTC());
    }

    @Override
    protected TrackerFake fake() {
        return this.jira;
    }

    @Override
    protected Map<String, String> fields() {
        return Map.of("resolution", "Done");
    }

    /**
     * Everything this class sends is checked, unless the file is absent: then this says
     * so.
     */
    @Test
    void callsMeetAtlassiansOwnSpecification() {
        FakeJira.SPECIFICATION.assumePresent();
        client().create(draft("Crash"), MARKER);
        assertThat(this.jira.requests()).isNotEmpty();
    }

    @Test
    void sendsMarkerAsLabelAndAsProof() {
        var created = client().create(draft("Crash", List.of("tracebridge", "needs triage")), MARKER);

        var item = this.jira.items.getFirst();
        assertThat(item.fields().path("labels")).extracting(JsonNode::asText)
            .containsExactly("tracebridge", "needs_triage", MARKER.value());
        assertThat(item.fields().path("description").toString()).doesNotContain(MARKER.value());
        assertThat(item.property().asText()).isEqualTo(MARKER.value());
        assertThat(created.ref()).isEqualTo(new IssueRef("10001", "SHOP-1", this.jira.url() + "/browse/SHOP-1"));
    }

    static Stream<Arguments> texts() {
        return Stream.of(Arguments.of("Affects Versions", "4.2.0", "versions", "[{'id':'10100'}]"),
                Arguments.of("components", "checkout, Web Shop,", "components", "[{'id':'10000'},{'id':'10001'}]"),
                Arguments.of("Priority", "highest", "priority", "{'id':'1'}"),
                Arguments.of("Priority", "3", "priority", "{'id':'3'}"),
                Arguments.of("Browsers", "Firefox, chrome", "cf_browsers", "[{'id':'20'},{'id':'21'}]"),
                Arguments.of("Channel", "Beta", "cf_channel", "{'id':'31'}"),
                Arguments.of("Place", "Europe > Lisbon", "cf_place", "{'value':'Europe','child':{'value':'Lisbon'}}"),
                Arguments.of("Hits", " 12.50 ", "cf_hits", "12.50"),
                Arguments.of("Tags", "on ice,fire", "cf_tags", "['on_ice','fire']"),
                Arguments.of("Build", "4.2\n(nightly)", "cf_build", "'4.2 (nightly)'"),
                Arguments.of("Found on", "2026-07-02", "cf_found", "'2026-07-02'"),
                Arguments.of("Tester", "5c5f880629be9642ba529340", "cf_tester",
                        "{'accountId':'5c5f880629be9642ba529340'}"),
                Arguments.of("Notes", "one *two*\nthree", "cf_notes",
                        "{'version':1,'type':'doc','content':[{'type':'paragraph','content':[{'type':'text','text':'one *two*'}]},"
                                + "{'type':'paragraph','content':[{'type':'text','text':'three'}]}]}"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("texts")
    void writesTextAsTheFieldsTypeWantsIt(String name, String text, String field, String json) throws Exception {
        customFields();

        client().create(draft("Crash", Map.of(name, text)), MARKER);

        assertThat(this.jira.items.getFirst().fields().path(field)).isEqualTo(JSON.readTree(json.replace('\'', '"')));
    }

    private void customFields() {
        this.jira.field("cf_browsers", "Browsers", custom("array','items':'option", "multiselect"), "20 Firefox",
                "21 Chrome");
        this.jira.field("cf_channel", "Channel", custom("option", "select"), "30 Stable", "31 Beta");
        this.jira.field("cf_place", "Place", custom("option-with-child", "cascadingselect"));
        this.jira.field("cf_hits", "Hits", custom("number", "float"));
        this.jira.field("cf_tags", "Tags", custom("array','items':'string", "labels"));
        this.jira.field("cf_build", "Build", custom("string", "textfield"));
        this.jira.field("cf_found", "Found on", custom("date", "datepicker"));
        this.jira.field("cf_tester", "Tester", custom("user", "userpicker"));
        this.jira.field("cf_notes", "Notes", custom("string", "textarea"));
    }

    private static String custom(String type, String kind) {
        return "{'type':'%s','custom':'com.atlassian.jira.plugin.system.customfieldtypes:%s','customId':1}"
            .formatted(type, kind);
    }

    @Test
    void namesEveryWrongFieldBeforeItCreatesAnything() {
        customFields();
        this.jira.field("cf_team", "Team", custom("string", "textfield")).put("required", true);
        var draft = draft("Crash",
                Map.of("Hits", "many", "Channel", "Alpha", "Colour", "red", "Summary", "mine", "Build", " "));

        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft, MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields()).containsOnlyKeys("Hits", "Channel", "Colour", "Summary", "Team")
            .hasEntrySatisfying("Hits", (words) -> assertThat(words).contains("'many' is not a number"))
            .hasEntrySatisfying("Channel", (words) -> assertThat(words).contains("'Alpha' is not one of Stable, Beta"))
            .hasEntrySatisfying("Colour", (words) -> assertThat(words).contains("no such field", "Browsers"))
            .hasEntrySatisfying("Team", (words) -> assertThat(words).contains("requires"));
        assertThat(createCalls()).isEmpty();
    }

    @Test
    void aFieldAddedInJiraCountsAtOnceAfterARefusal() {
        var draft = draft("Crash", Map.of("Build", "4.2"));
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().create(draft, MARKER));
        this.jira.field("cf_build", "Build", custom("string", "textfield"));

        client().create(draft, MARKER);

        assertThat(this.jira.items).hasSize(1);
    }

    @Test
    void readsTheCreateScreenOnceForIssuesInARow() {
        client().create(draft("One"), MARKER);
        var before = this.jira.requests().size();

        client().create(draft("Two"), MARKER);

        assertThat(this.jira.requests()).hasSize(before + 1);
    }

    @Test
    void fillsAnotherParagraphFieldWithTheDescription() {
        customFields();
        var plain = draft("Crash");

        client().create(new IssueDraft("Crash", plain.description(), List.of(), Map.of(), Optional.of("notes"),
                Optional.empty()), MARKER);

        var fields = this.jira.items.getFirst().fields();
        assertThat(fields.path("cf_notes").toString()).contains("boom");
        assertThat(fields.has("description")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Build", "Nowhere" })
    void refusesADescriptionFieldThatCannotHoldIt(String bodyField) {
        customFields();
        var draft = new IssueDraft("Crash", draft("x").description(), List.of(), Map.of(), Optional.of(bodyField),
                Optional.empty());

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().create(draft, MARKER))
            .satisfies((rejected) -> assertThat(rejected.fields()).containsOnlyKeys(bodyField));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void leavesTheMarkerInTheDescriptionWhereLabelsAreNotOnTheScreen(boolean createmetaKnows) {
        if (createmetaKnows) {
            this.jira.screen.remove("labels");
        }
        else {
            this.jira.offScreen.add("labels");
        }

        var created = client().create(draft("Crash"), MARKER);

        assertThat(created.warnings()).singleElement().asString().contains("Labels");
        assertThat(this.jira.items).singleElement()
            .satisfies((item) -> assertThat(item.fields().path("description").toString()).contains(MARKER.value()));
        assertThat(createCalls()).hasSize(createmetaKnows ? 1 : 2);
        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(created.ref());
    }

    @Test
    void assignsTheOwner() {
        var created = client().create(owned("5c5f880629be9642ba529340"), MARKER);

        assertThat(created.warnings()).isEmpty();
        assertThat(client().get(created.ref()).assignee()).map(Issue.Account::id).contains("5c5f880629be9642ba529340");
    }

    @Test
    void createsWithoutOwnerWhereAssigneeIsNotOnTheScreen() {
        this.jira.offScreen.add("assignee");

        var created = client().create(owned("5c5f880629be9642ba529340"), MARKER);

        assertThat(created.warnings()).singleElement().asString().contains("5c5f880629be9642ba529340");
        assertThat(this.jira.items).hasSize(1);
    }

    @Test
    void doesNotTryAgainWithoutAFieldThatTheIntegrationAskedFor() {
        this.jira.offScreen.add("labels");

        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> client().create(draft("Crash", Map.of("Labels", "checkout")), MARKER))
            .satisfies((rejected) -> assertThat(rejected.fields()).containsOnlyKeys("labels"));
        assertThat(createCalls()).hasSize(1);
    }

    @Test
    void anUnknownOwnerIsRefusedInJirasWords() {
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().create(owned("nobody"), MARKER))
            .withMessageContaining("User 'nobody' cannot be assigned issues.")
            .satisfies((rejected) -> assertThat(rejected.fields()).containsOnlyKeys("assignee"));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(Arguments.of(FakeJira.error(403, "No."), Rejected.class, "Jira forbids it: No."),
                Arguments.of(FakeJira.error(413, "Too big."), Rejected.class, "too large: Too big."),
                Arguments.of(FakeJira.error(422, "Field configuration is broken."), Rejected.class, "is broken."),
                Arguments.of(FakeJira.error(409, "Busy."), TrackerException.Conflict.class, "Busy."),
                Arguments.of(FakeJira.error(401, "Expired."), TrackerException.CredentialRefused.class, "Expired."),
                Arguments.of(new MockResponse.Builder().code(400).build(), TrackerException.NotTheTracker.class,
                        "without Jira's words"),
                Arguments.of(FakeJira.error(403, "No.")
                    .newBuilder()
                    .setHeader("X-Authentication-Denied-Reason", "CAPTCHA_CHALLENGE")
                    .build(), TrackerException.CredentialRefused.class, "CAPTCHA"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void tellsRefusalsApart(MockResponse refusal, Class<? extends TrackerException> expected, String words) {
        this.jira.refusal = refusal;

        assertThatExceptionOfType(TrackerException.class).isThrownBy(() -> client().create(draft("Crash"), MARKER))
            .isInstanceOf(expected)
            .withMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({ "project, valid project is required, PROJECT_MISSING",
            "issuetype, The issue type selected is invalid., PROJECT_MISSING",
            "summary, You must specify a summary of the issue., INVALID_FIELD" })
    void saysWhatOfARefusalIsTheProjectsFault(String field, String words, Reason reason) {
        this.jira.refusal = FakeJira.error(400, "")
            .newBuilder()
            .body("{\"errorMessages\":[],\"errors\":{\"%s\":\"%s\"}}".formatted(field, words))
            .build();

        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft("Crash"), MARKER));

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.fields()).containsExactly(Map.entry(field, words));
    }

    @Test
    void waitsAsLongAsTheBurstLimitSays() {
        this.jira.refusal = new MockResponse.Builder().code(429)
            .setHeader("RateLimit-Reason", "jira-burst-based")
            .setHeader("X-RateLimit-Reset",
                    LocalDateTime.now(ZoneOffset.UTC)
                        .plusHours(1)
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'")))
            .build();

        var limited = catchThrowableOfType(TrackerException.RateLimited.class,
                () -> client().create(draft("Crash"), MARKER));

        assertThat(limited.retryAfter()).isBetween(Duration.ofMinutes(58), Duration.ofMinutes(60));
        assertThat(limited).hasMessageContaining("jira-burst-based");
    }

    @Test
    void saysHowLongAnOverloadedJiraWantsToBeLeftAlone() {
        this.jira.refusal = new MockResponse.Builder().code(503).setHeader("Retry-After", "11").build();

        var unavailable = catchThrowableOfType(TrackerException.Unavailable.class,
                () -> client().create(draft("Crash"), MARKER));

        assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(11));
    }

    @Test
    void doesNotTakeAnAnswerMeantForAStrangerForAnEmptySearch() {
        var stranger = tracker().connect(this.jira.wrongConnection());

        assertThatExceptionOfType(TrackerException.CredentialRefused.class)
            .isThrownBy(() -> stranger.findByMarker(MARKER, longAgo()));
        assertThatExceptionOfType(TrackerException.CredentialRefused.class)
            .isThrownBy(() -> stranger.get(new IssueRef("10001", "SHOP-1", "")));
    }

    @Test
    void findsNothingWhileTheIndexLagsWhichItsDelayCovers() {
        this.jira.indexed = false;
        client().create(draft("Crash"), MARKER);

        assertThat(client().findByMarker(MARKER, longAgo())).isEmpty();
        assertThat(tracker().searchDelay()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void takesTheOldestOfCopiesAndNoIssueThatMerelyQuotesTheMarker() {
        client().create(draft("Quoting", MARKER.value()), new Marker("tracebridge" + "0".repeat(20)));
        var ours = client().create(draft("Ours"), MARKER);
        client().create(draft("Its copy"), MARKER);

        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(ours.ref());
    }

    @Test
    void readsStatusCategoryAndResolution() throws Exception {
        var created = client().create(draft("Crash"), MARKER);
        this.jira.items.getFirst().fields().set("status", JSON.readTree("""
                {"id":"10003","name":"Fertig","statusCategory":{"id":3,"key":"done","name":"Fertig"}}"""));
        this.jira.items.getFirst().fields().set("resolution", JSON.readTree("{\"id\":\"2\",\"name\":\"Won't Do\"}"));

        assertThat(client().get(created.ref()).status())
            .isEqualTo(new Issue.Status("10003", "Fertig", "done", "Won't Do"));
    }

    static Stream<Arguments> shortcomings() {
        return Stream.of(Arguments.of("project", Map.of("projectKey", "NOPE"), "No project could be found"),
                Arguments.of("issue type", Map.of("issueType", "Story"), "it has Task, Bug"));
    }

    @ParameterizedTest
    @MethodSource("shortcomings")
    void checksNameWhatIsMissing(String check, Map<String, String> settings, String words) {
        assertThat(connect(settings).check()).last().satisfies((last) -> {
            assertThat(last.name()).isEqualTo(check);
            assertThat(last.ok()).isFalse();
            assertThat(last.message()).contains(words);
        });
    }

    @Test
    void checksNameThePermissionsThatAreMissing() {
        this.jira.permissions.remove("TRANSITION_ISSUES");
        assertThat(client().check()).allMatch(Check::ok)
            .anyMatch((check) -> check.message().contains("TRANSITION_ISSUES"));

        this.jira.permissions.remove("CREATE_ISSUES");
        assertThat(client().check()).last().satisfies((last) -> {
            assertThat(last.ok()).isFalse();
            assertThat(last.message()).contains("CREATE_ISSUES").doesNotContain("BROWSE_PROJECTS");
        });
    }

    @Test
    void checksNameTheFieldsThatThePayloadMustFill() {
        this.jira.field("cf_team", "Team", custom("string", "textfield")).put("required", true);
        this.jira.screen.remove("labels");

        assertThat(client().check()).allMatch(Check::ok)
            .last()
            .satisfies((last) -> assertThat(last.message()).contains("requires Team:").contains("Labels"));
    }

    @Test
    void aMissingProjectIsToldApartWhenCreating() {
        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> connect(Map.of("projectKey", "NOPE")).create(draft("Crash"), MARKER))
            .satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(Reason.PROJECT_MISSING));
    }

    @ParameterizedTest
    @CsvSource({ "projectKey, SHOP-12, projectKey", "baseUrl, acme.atlassian.net, baseUrl" })
    void refusesMalformedSettings(String setting, String value, String named) {
        assertThatIllegalArgumentException().isThrownBy(() -> connect(Map.of(setting, value)))
            .withMessageContaining(named);
    }

    private TrackerClient connect(Map<String, String> changed) {
        var settings = new HashMap<>(this.jira.connection().settings());
        settings.putAll(changed);
        return tracker().connect(new Connection(settings, this.jira.connection().credential()));
    }

    private List<RecordedRequest> createCalls() {
        return this.jira.requests().stream().filter(this.jira::creates).toList();
    }

    private static IssueDraft draft(String title, Map<String, String> fields) {
        return new IssueDraft(title, draft(title).description(), List.of(), fields, Optional.empty(), Optional.empty());
    }

    private static IssueDraft draft(String title, List<String> labels) {
        return new IssueDraft(title, draft(title).description(), labels, Map.of(), Optional.empty(), Optional.empty());
    }

    private static IssueDraft owned(String owner) {
        return new IssueDraft("Crash", draft("x").description(), List.of(), Map.of(), Optional.empty(),
                Optional.of(owner));
    }

}
