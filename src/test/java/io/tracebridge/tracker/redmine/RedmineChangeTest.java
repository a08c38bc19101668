package io.tracebridge.tracker.redmine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tracebridge.issue.Document.CodeBlock;
import io.tracebridge.issue.Document;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** How the status and the assignee of an issue change, and what keeps them from it. */
class RedmineChangeTest extends RedmineFixture {

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

}
