package io.tracebridge.tracker.fogbugz;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Proves;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a case is created with, and how it is found again. */
class FogBugzCreationTest extends FogBugzFixture {

    @Test
    void sendsTheCaseAsRichTextWithItsMarkerForBugzScoutAndAsTag() {
        var created = client().create(draft("Crash"), MARKER);

        assertThat(created.ref()).isEqualTo(new IssueRef("123", "Case 123", this.fogBugz.url() + "/fb/f/cases/123"));
        assertThat(this.fogBugz.sent("new")).singleElement().satisfies((sent) -> {
            assertThat(sent.path("sScoutDescription").asText()).isEqualTo(MARKER.value());
            assertThat(sent.path("sTags").asText()).isEqualTo("tracebridge," + MARKER.value());
            assertThat(sent.path("fRichText").asBoolean()).isTrue();
            assertThat(sent.path("sEvent").asText()).startsWith("<h2>Callstack</h2>\n<pre>boom</pre>");
            assertThat(sent.path("ixProject").asInt()).isEqualTo(12);
            assertThat(sent.path("ixCategory").asInt()).isEqualTo(1);
        });
    }

    /** FogBugz replaces all tags by what an edit sends, also those that people added. */
    @Test
    void noEditSendsTags() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        client().setAssignee(ref, Optional.of(this.fogBugz.somebody().id()));
        client().comment(ref, draft("Again").description());
        client().catalog().statuses().forEach((status) -> client().setStatus(ref, status.key(), Map.of()));

        for (var command : List.of("edit", "assign", "resolve", "reactivate", "close", "reopen")) {
            assertThat(this.fogBugz.sent(command)).as(command).noneMatch((sent) -> sent.has("sTags"));
        }
        assertThat(this.fogBugz.sent("resolve")).isNotEmpty();
        assertThat(this.fogBugz.sent("edit")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "1", "2" })
    @Proves(Capability.REJECTS_TWINS)
    void aSecondCallWithTheMarkerAddsToTheCaseInsteadOfMakingATwin(String status) {
        var first = client().create(draft("Crash"), MARKER);
        client().setStatus(first.ref(), status, Map.of());

        var second = client().create(draft("Crash"), MARKER);

        assertThat(second.ref()).isEqualTo(first.ref());
        assertThat(this.fogBugz.issues()).hasSize(1);
    }

    @Test
    void saysWhenACaseHasStoppedReporting() {
        var first = client().create(draft("Crash"), MARKER).ref();
        this.fogBugz.find(first.id()).put("fScoutStopReporting", true);

        var second = client().create(draft("Crash"), MARKER);

        assertThat(second.ref()).isEqualTo(first);
        assertThat(second.warnings()).singleElement().asString().contains("stop reporting");
    }

    @Test
    void saysWhatFogBugzIgnored() {
        this.fogBugz.ignored.addAll(List.of("ixPriority", "plugin_customfields_at_fogcreek_com_buildx1"));

        var created = create(Map.of("Priority", "Must Fix", "plugin_customfields_at_fogcreek_com_buildx1", "7",
                "plugin_customfields_at_fogcreek_com_hostx2", "h"), "");

        assertThat(created.warnings()).containsExactlyInAnyOrder(
                "FogBugz ignored ixPriority: asked for '1', the case has '3'.",
                "FogBugz ignored plugin_customfields_at_fogcreek_com_buildx1: asked for '7', the case has ''.");
    }

    @Test
    void saysWhenTheCaseWentToAnotherProject() {
        client().catalog().projects();
        this.fogBugz.before.put("new", () -> this.fogBugz.mayWriteToShop = false);

        assertThat(client().create(draft("Crash"), MARKER).warnings()).singleElement()
            .asString()
            .contains("into the project Inbox");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Area          | checkout             | ixArea             | 16
            area          | 15                   | ixArea             | 15
            ixPriority    | Must Fix             | ixPriority         | 1
            Category      | Feature              | ixCategory         | 2
            Assigned to   | jane smith           | ixPersonAssignedTo | 5
            Assigned to   | jane.smith@example.com | ixPersonAssignedTo | 5
            Milestone     | 4.2                  | sFixFor            | 4.2
            Release notes | Fixed, really        | sReleaseNotes      | Fixed, really
            Due           | 2026-12-31           | dtDue              | 2026-12-31T00:00:00Z
            Due           | 2026-12-31T10:00:00+02:00 | dtDue         | 2026-12-31T08:00:00Z
            Estimate      | 1.5                  | hrsCurrEst         | 1.5
            Parent case   | Case 77              | ixBugParent        | 77
            plugin_customfields_at_fogcreek_com_hostx2 | a | plugin_customfields_at_fogcreek_com_hostx2 | a
            """)
    void fillsFields(String name, String text, String column, String value) {
        create(Map.of(name, text), "");

        assertThat(this.fogBugz.sent("new").getFirst().path(column).asText()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Severity                | 1        | has no field 'Severity'
            plugin_elsewhere        | 1        | has no field
            sScoutDescription       | x        | has no field
            Area                    | Kitchen  | Code, Checkout
            Assigned to             | Nobody   | full name
            Due                     | tomorrow | 2026-12-31
            Estimate                | long     | such as 1.5
            Parent case             | none     | a case number
            """)
    void refusesUnknownFieldsAndWrongValuesBeforeAnyCaseIsMade(String name, String text, String words) {
        var refused = catchThrowableOfType(Rejected.class, () -> create(Map.of(name, text), ""));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refused.fields()).containsOnlyKeys(name);
        assertThat(refused).hasMessageContaining(words);
        assertThat(this.fogBugz.sent("new")).isEmpty();
    }

    @Test
    void putsTheDescriptionIntoReleaseNotesWhenAsked() {
        create(Map.of(), "Release notes");

        var sent = this.fogBugz.sent("new").getFirst();
        assertThat(sent.path("sReleaseNotes").asText()).contains("boom");
        assertThat(sent.has("sEvent")).isFalse();
        assertThat(catchThrowableOfType(Rejected.class, () -> create(Map.of(), "Version")).fields())
            .containsOnlyKeys("Version");
    }

    @Test
    void assignsTheOwnerOfTheDraft() {
        var draft = draft("Crash");
        var owned = new IssueDraft("Crash", draft.description(), List.of(), Map.of(), Optional.empty(),
                Optional.of("Jane Smith"));

        var created = client().create(owned, MARKER);

        assertThat(client().get(created.ref()).assignee()).contains(this.fogBugz.somebody());
    }

    @Test
    void whereNobodyStandsForNobodyFogBugzChoosesTheOwnerAndKeepsOne() {
        var client = connect(Map.of("nobody", ""));

        var ref = client.create(draft("Crash"), MARKER).ref();

        assertThat(client.get(ref).assignee()).map(Issue.Account::id).contains("2");
        var refused = catchThrowableOfType(Rejected.class, () -> client.setAssignee(ref, Optional.empty()));
        assertThat(refused.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refused).hasMessageContaining("every case is somebody's");
        assertThat(this.fogBugz.standing(ref.id()).writes()).isZero();
    }

    @Test
    void findsAMarkerHoweverFogBugzSaysThatThereIsNone() {
        this.fogBugz.refusesUnknownMarkers = false;
        assertThat(client().findByMarker(MARKER, longAgo())).isEmpty();
        this.fogBugz.lacking.add("listScoutCase");
        assertThat(client().findByMarker(MARKER, longAgo())).isEmpty();

        var created = client().create(draft("Crash"), MARKER);

        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(created.ref());
        assertThat(this.fogBugz.sent("search")).anyMatch((sent) -> sent.path("q").asText().startsWith("tag:"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "123", " Case 123", "case: 123", "#123", "bugzid:123", "BASE/f/cases/123",
            "BASE/f/cases/123/Crash-in-checkout", "BASE/f/cases/123#BugEvent.905", "BASE/default.asp?123",
            "BASE/default.asp?123_abc", "BASE/default.php?123#905" })
    void locatesACaseAsPeopleWriteIt(String text) {
        var created = client().create(draft("Crash"), MARKER).ref();

        assertThat(client().locate(text.replace("BASE", this.fogBugz.url() + "/fb")).ref()).isEqualTo(created);
    }

    private TrackerClient.CreatedIssue create(Map<String, String> fields, String bodyField) {
        var draft = draft("Crash");
        return client().create(new IssueDraft(draft.title(), draft.description(), draft.labels(), fields,
                Optional.of(bodyField), Optional.empty()), MARKER);
    }

}
