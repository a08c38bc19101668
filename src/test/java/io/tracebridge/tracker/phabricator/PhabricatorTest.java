package io.tracebridge.tracker.phabricator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerContractTest;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerFake;
import io.tracebridge.tracker.Webhooks;
import io.tracebridge.tracker.Webhooks.Delivery;
import io.tracebridge.tracker.http.Endpoint;
import io.tracebridge.tracker.http.TrackerRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PhabricatorTest extends TrackerContractTest {

    private final FakePhabricator phabricator = new FakePhabricator();

    @Override
    protected Tracker tracker() {
        return new Phabricator(this.http, Clock.systemUTC());
    }

    @Override
    protected TrackerFake fake() {
        return this.phabricator;
    }

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
            this.phabricator.hold(1_760_000_000);
        }
        var ours = client().create(draft("Ours"), MARKER);

        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(ours.ref());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            priority                 | High  | /priority/name             | High
            Priority                 | high  | /priority/name             | High
            custom.mycompany.version | 4.2.0 | /custom.mycompany.version  | 4.2.0
            mycompany.version        | 4.2.0 | /custom.mycompany.version  | 4.2.0
            subtype                  | bug   | /subtype                   | bug
            """)
    void fillsFields(String name, String text, String pointer, String expected) {
        var created = client().create(draft("Crash", Map.of(name, text), Optional.empty()), MARKER);

        assertThat(fields(created.ref()).at(pointer).asText()).isEqualTo(expected);
    }

    /** Conduit wants numbers as numbers, and only tasks show which fields have them. */
    @Test
    void fillsFieldsWithValuesOfTheKindThatTasksHave() {
        var count = draft("Crash", Map.of("mycompany.count", "7"), Optional.empty());
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().create(count, MARKER))
            .satisfies((rejected) -> assertThat(rejected.fields()).containsOnlyKeys("custom.mycompany.count"));
        ((ObjectNode) fields(client().create(draft("By hand"), MARKER).ref())).put("custom.mycompany.count", 1);

        var created = connect(Map.of()).create(count, new Marker("tracebridge" + "0".repeat(20)));

        assertThat(fields(created.ref()).path("custom.mycompany.count").isIntegralNumber()).isTrue();
    }

    @Test
    void setsProjectsSpacePriorityAndOwner() {
        var client = connect(Map.of("projects", "shop, #Checkout", "space", "S2", "priority", "Normal"));

        var created = client.create(draft("Crash", Map.of(), Optional.of("@alice")), MARKER);

        var fields = fields(created.ref());
        assertThat(fields.path("projects").toString()).contains("PHID-PROJ-shop", "PHID-PROJ-checkout");
        assertThat(fields.path("spacePHID").asText()).startsWith("PHID-SPCE-two");
        assertThat(fields.at("/priority/name").asText()).isEqualTo("Normal");
        assertThat(client.get(created.ref()).assignee()).contains(this.phabricator.somebody());
    }

    /** Phabricator finds projects by additional hashtags too. */
    @Test
    void knowsAdditionalHashtags() {
        var created = connect(Map.of("projects", "store")).create(draft("Crash"), MARKER);

        assertThat(fields(created.ref()).path("projects").toString()).contains("PHID-PROJ-shop");
    }

    @Test
    void putsTheDescriptionWhereTheDraftWantsItAndKeepsTheLinkBack() {
        var body = new IssueDraft("Crash", draft("Crash").description(), List.of(), Map.of(),
                Optional.of("mycompany.version"), Optional.empty());

        var fields = fields(client().create(body, MARKER).ref());

        assertThat(fields.path("custom.mycompany.version").asText()).contains("boom");
        assertThat(fields.at("/description/raw").asText()).doesNotContain("boom")
            .contains("https://tracebridge.example.com/groups/1", MARKER.value());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            custom.nope | x    | custom.nope | invalid type
            priority    | asap | priority    | there are Needs Triage, High, Normal
            """)
    void refusalsNameTheField(String name, String text, String field, String words) {
        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> client().create(draft("Crash", Map.of(name, text), Optional.empty()), MARKER))
            .withMessageContaining(words)
            .satisfies((rejected) -> {
                assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
                assertThat(rejected.fields()).containsOnlyKeys(field);
            });
        assertThat(this.phabricator.issues()).isEmpty();
    }

    @Test
    void anUnknownOwnerIsRefused() {
        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> client().create(draft("Crash", Map.of(), Optional.of("bogus")), MARKER))
            .satisfies((rejected) -> assertThat(rejected.fields()).containsOnlyKeys("owner"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ERR-INVALID-AUTH | API token "api-abcdefghijklmnopqrstuvwxyz01" is not valid. | CredentialRefused
            ERR-CONDUIT-CALL | Conduit API method "maniphest.edit" does not exist.        | NotTheTracker
            ERR-CONDUIT-CORE | You do not have permission to edit this object.            | Rejected
            ERR-CONDUIT-CORE | #1205: Lock wait timeout exceeded; try restarting          | Unavailable
            ERR-CONDUIT-CORE | No object exists with PHID "PHID-TASK-x".                  | IssueGone
            ERR-CONDUIT-CORE | Something nobody has seen                                  | Rejected
            """)
    void tellsRefusalsApartByTheirWords(String code, String words, String expected) {
        this.phabricator.refusal = Map.entry(code, words);

        var thrown = catchThrowableOfType(TrackerException.class, () -> client().create(draft("Crash"), MARKER));

        assertThat(thrown.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(thrown).message().doesNotContain("api-abcdefghijklmnopqrstuvwxyz01");
    }

    @Test
    void conduitRefusesJsonAsABody() {
        var api = this.http.open(Endpoint.at(this.phabricator.url() + "/phorge"), ConduitErrors::notConduit);
        var answer = api.call(TrackerRequest.post("api", "user.whoami").json(FakePhabricator.object()));

        assertThat(answer.json().path("error_info").asText()).contains("Use form-encoded data");
    }

    /** Whoever closes a task that nobody has is given it, unless the edit says no. */
    @Test
    void closingGivesTheTaskToNobody() {
        var ref = client().create(draft("Crash"), MARKER).ref();

        assertThat(client().setStatus(ref, "resolved", Map.of()).assignee()).isEmpty();

        var sent = this.phabricator.requests()
            .stream()
            .filter((request) -> request.getUrl().encodedPath().endsWith("maniphest.edit"))
            .map(FakePhabricator::params)
            .toList()
            .getLast();
        assertThat(sent.path("transactions"))
            .hasToString("[{\"type\":\"status\",\"value\":\"resolved\"},{\"type\":\"owner\",\"value\":null}]");
    }

    @ParameterizedTest
    @ValueSource(strings = { "duplicate", "RESOLVED" })
    void whatCannotBeSetNamesWhatCan(String status) {
        var ref = client().create(draft("Crash"), MARKER).ref();

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().setStatus(ref, status, Map.of()))
            .withMessageContaining("open, stalled, resolved, wontfix, invalid;")
            .withMessageContaining("merged");
    }

    @Test
    void aStatusThatIsLockedIsNoTransition() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.phabricator.locked.add("resolved");

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().setStatus(ref, "resolved", Map.of()))
            .satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(Reason.TRANSITION_UNAVAILABLE));
    }

    /** Conduit would read an empty name as nobody and unassign. */
    @ParameterizedTest
    @ValueSource(strings = { "", " ", "alice", "PHID-PROJ-shop0000000000000000" })
    void onlyAPersonsPhidIsAnAccount(String account) {
        var ref = client().create(draft("Crash"), MARKER).ref();
        client().setAssignee(ref, Optional.of(this.phabricator.somebody().id()));

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().setAssignee(ref, Optional.of(account)));
        assertThat(client().get(ref).assignee()).contains(this.phabricator.somebody());
    }

    @ParameterizedTest
    @CsvSource({ "open, open, OPEN", "stalled, open, OPEN", "resolved, closed, RESOLVED", "wontfix, closed, MUTED",
            "invalid, closed, MUTED", "duplicate, duplicate, RESOLVED", "gone, '', OPEN" })
    void statusesMean(String id, String category, GroupState expected) {
        assertThat(tracker().meaning(new Issue.Status(id, id, category, ""))).isEqualTo(expected);
    }

    @Test
    void offersWhatTasksCanBeFilledWith() {
        client().create(draft("Crash"), MARKER);
        var catalog = client().catalog();

        assertThat(catalog.fields()).extracting((field) -> field.id())
            .containsExactlyInAnyOrder("priority", "points", "subtype", "custom.mycompany.error-url",
                    "custom.mycompany.version", "custom.mycompany.count");
        assertThat(catalog.issueTypes()).extracting((type) -> type.id()).containsExactly("default");
        assertThat(catalog.projects()).extracting((project) -> project.id()).containsExactly("checkout", "shop");
        assertThat(catalog.people("alice@example.com")).containsExactly(this.phabricator.somebody());
    }

    @ParameterizedTest
    @CsvSource({ "projects, nope, project, #nope", "priority, asap, priority, 'Needs Triage, High'",
            "space, S9, space, S9", "errorUrlField, nope, marker, There is no field custom.nope",
            "errorUrlField, mycompany.version, marker, of type link" })
    void checksNameWhatIsMissing(String setting, String value, String check, String words) {
        assertThat(connect(Map.of(setting, value)).check()).last().satisfies((last) -> {
            assertThat(last.name()).isEqualTo(check);
            assertThat(last.ok()).isFalse();
            assertThat(last.message()).contains(words);
        });
    }

    @Test
    void checksCreateNothing() {
        assertThat(connect(Map.of("errorUrlField", "mycompany.error-url", "space", "S2", "priority", "high")).check())
            .allMatch(TrackerClient.Check::ok)
            .last()
            .satisfies((last) -> assertThat(last.message()).contains(FakePhabricator.FIELD));
        assertThat(this.phabricator.issues()).isEmpty();
    }

    @Test
    void checksWhetherTasksMayBeCreated() {
        this.phabricator.mayCreate = false;

        assertThat(client().check()).last().satisfies((last) -> {
            assertThat(last.name()).isEqualTo("permissions");
            assertThat(last.ok()).isFalse();
            assertThat(last.message()).contains("permission to create tasks");
        });
    }

    /** More tasks than a page has may change in one second, as by a batch edit. */
    @Test
    void pollingGetsBeyondASecondWithManyChanges() {
        var refs = new ArrayList<String>();
        for (var i = 0; i < 210; i++) {
            refs.add(this.phabricator.hold((i < 205) ? 1_760_000_000 : 1_760_000_009));
        }

        var changes = client().changesSince(Changes.Cursor.at(Instant.ofEpochSecond(1_760_000_000)));

        assertThat(changes.issues()).extracting(IssueRef::id).containsExactlyElementsOf(refs);
        assertThat(changes.more()).isFalse();
        assertThat(client().changesSince(changes.next()).issues()).extracting(IssueRef::id)
            .containsAll(refs.subList(205, 210));
    }

    /** Seconds may be written late, so a look begins some before the last one seen. */
    @Test
    void pollingSeesAChangeThatWasCommittedLate() {
        var one = client().create(draft("One"), MARKER).ref();
        var other = client().create(draft("Other"), new Marker("tracebridge" + "0".repeat(20))).ref();
        ((ObjectNode) fields(one)).put("dateModified", 1_760_000_100);
        ((ObjectNode) fields(other)).put("dateModified", 1_750_000_000);
        var next = client().changesSince(Changes.Cursor.at(Instant.ofEpochSecond(1_760_000_000))).next();

        ((ObjectNode) fields(other)).put("dateModified", 1_760_000_095);

        assertThat(client().changesSince(next).issues()).contains(other);
        assertThat(client().changesSince(next).next()).isEqualTo(next);
    }

    @Test
    void readsARecordedDelivery() {
        var body = resource("webhook.task-changed.json");
        var signature = "67540f485ce9b85f2ba760a79fcfc2df3b556ca47b320d68cc1c02c21b03b0c5";
        var request = new Webhooks.Request(Map.of("x-phabricator-webhook-signature", signature),
                body.getBytes(StandardCharsets.UTF_8), Instant.now());

        assertThat(new PhabricatorWebhooks().read(request, "abcdefghijklmnopqrstuvwxyz012345"))
            .isInstanceOfSatisfying(Delivery.Changed.class, (changed) -> {
                assertThat(changed.issues()).containsExactly(new IssueRef("PHID-TASK-abcdefghijklmnopqrst", "", ""));
                assertThat(changed.actor()).isEmpty();
                assertThat(changed.id()).matches("[0-9a-f]{64}");
            });
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"object\":{\"type\":\"TASK\",\"phid\":\"PHID-TASK-x\"},\"action\":{\"test\":true}}",
            "{\"object\":{\"type\":\"DREV\",\"phid\":\"PHID-DREV-x\"}}", "{}", "[]" })
    void ignoresTestsAndOtherObjects(String body) {
        assertThat(new PhabricatorWebhooks().read(FakePhabricator.signed(body, SECRET), SECRET))
            .isInstanceOf(Delivery.Ignored.class);
    }

    @Test
    void anEmptySecretVerifiesNothing() {
        assertThat(new PhabricatorWebhooks().read(FakePhabricator.signed("{}", SECRET), ""))
            .isInstanceOf(Delivery.Forged.class);
    }

    @ParameterizedTest
    @CsvSource({ "space, default, space", "errorUrlField, 'a b', errorUrlField",
            "baseUrl, phorge.example.com, baseUrl" })
    void refusesMalformedSettings(String setting, String value, String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> connect(Map.of(setting, value)))
            .withMessageContaining(words);
    }

    private TrackerClient connect(Map<String, String> settings) {
        return tracker().connect(this.phabricator.connection(settings));
    }

    private JsonNode fields(IssueRef ref) {
        return this.phabricator.task(ref.id()).path("fields");
    }

    private static IssueDraft draft(String title, Map<String, String> fields, Optional<String> owner) {
        return new IssueDraft(title, draft(title).description(), List.of(), fields, Optional.empty(), owner);
    }

    private static String resource(String name) {
        try (var stream = PhabricatorTest.class.getResourceAsStream("/phabricator/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
