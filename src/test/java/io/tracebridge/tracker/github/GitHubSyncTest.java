package io.tracebridge.tracker.github;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.issue.Document;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** How GitHub issues follow their groups, beyond what every tracker promises. */
class GitHubSyncTest extends GitHubIssueFixture {

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            open             | closed:completed   | PATCH
            closed:completed | open               | PATCH
            open             | open:in progress   | POST labels
            open:in progress | open               | DELETE in%20progress
            open:in progress | closed:not_planned | PATCH, DELETE in%20progress
            closed:completed | open:in progress   | PATCH, POST labels
            closed:completed | closed:not_planned | PATCH, PATCH
            closed:duplicate | closed:duplicate   | ''
            """)
    void writesNoMoreThanAChangeOfStatusNeeds(String from, String to, String writes) {
        this.item.become(from);

        var now = client().setStatus(this.ref, to, Map.of());

        assertThat(now.status().key()).isEqualTo(to).isEqualTo(this.item.status());
        assertThat(writes()).isEqualTo(writes);
    }

    @Test
    void reopeningSaysSo() {
        this.item.become("closed:not_planned");

        client().setStatus(this.ref, "open", Map.of());

        assertThat(bodies("PATCH")).containsExactly("{\"state\":\"open\",\"state_reason\":\"reopened\"}");
    }

    @Test
    void otherLabelsStay() {
        this.item.labels.addAll(List.of("checkout", "In Progress", "web"));

        client().setStatus(this.ref, "open", Map.of());

        assertThat(this.item.labels).containsExactly("checkout", "web");
    }

    @Test
    void aTeamsOwnWordForWorkInProgressCounts() {
        var settings = new HashMap<>(this.github.connection().settings());
        settings.put("inProgressLabel", "status: doing/now");
        var doing = tracker().connect(new Connection(settings, this.github.connection().credential()));

        var now = doing.setStatus(this.ref, "open:status: doing/now", Map.of());

        assertThat(now.status().key()).isEqualTo("open:status: doing/now");
        assertThat(tracker().meaning(now.status())).isEqualTo(GroupState.IN_PROGRESS);
        assertThat(doing.setStatus(this.ref, "open", Map.of()).status().key()).isEqualTo("open");
        assertThat(this.item.labels).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "open, OPEN", "open:in progress, IN_PROGRESS", "closed:completed, RESOLVED",
            "closed:duplicate, RESOLVED", "closed:not_planned, MUTED", "closed:some_news, RESOLVED" })
    void aStatusMeans(String key, GroupState meaning) {
        this.item.become(key);

        var status = new GitHubStatuses("in progress").of(GitHubJson.issue(this.item, "https://x", "acme/shop"));

        assertThat(status.key()).isEqualTo(key);
        assertThat(tracker().meaning(status)).isEqualTo(meaning);
    }

    @Test
    void aLabelThatWasSilentlyLeftOutIsForbidden() {
        this.github.push = false;

        var rejected = refused("open:in progress");

        assertThat(rejected.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(rejected).hasMessageContaining("without the label in progress").hasMessageContaining("push access");
    }

    @ParameterizedTest
    @CsvSource({ "true, TRANSITION_UNAVAILABLE, may not know", "false, FORBIDDEN, push access" })
    void aStateThatWasSilentlyLeftIsToldApartByPermission(boolean push, Reason reason, String words) {
        this.github.ignoresStates = true;
        this.github.push = push;

        var rejected = refused("closed:completed");

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected).hasMessageContaining(words);
    }

    @Test
    void aServerThatKnowsNoReasonsCannotCloseAsNotPlannedButAsCompleted() {
        this.github.knowsReasons = false;

        assertThat(refused("closed:not_planned").reason()).isEqualTo(Reason.TRANSITION_UNAVAILABLE);
        assertThat(client().setStatus(this.ref, "closed:completed", Map.of()).status().key())
            .isEqualTo("closed:completed");
    }

    @Test
    void aServerThatRefusesDuplicatesOffersNoSuchStatus() {
        this.github.knowsDuplicates = false;

        var rejected = refused("closed:duplicate");

        assertThat(rejected.reason()).isEqualTo(Reason.TRANSITION_UNAVAILABLE);
        assertThat(rejected).hasMessageContaining("state_reason: is not valid: duplicate");
    }

    @ParameterizedTest
    @CsvSource({ "403, Must have admin rights", "404, Issues: write" })
    void aForbiddenChangeIsForbidden(int status, String words) {
        this.github.refusesChanges = status;

        assertThat(refused("closed:completed")).hasMessageContaining(words)
            .extracting(Rejected::reason)
            .isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void aLabelThatMayNotBeTakenOffKeepsAnIssueInProgressButNotFromBeingClosed() {
        this.github.push = false;
        this.item.become("open:in progress");

        assertThat(refused("open").reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(client().setStatus(this.ref, "closed:completed", Map.of()).status().key())
            .isEqualTo("closed:completed");
    }

    @Test
    void anUnknownStatusNamesTheKnownOnes() {
        assertThat(refused("done")).hasMessageContaining("open, open:in progress, closed:completed");
        assertThat(this.github.requests()).isEmpty();
    }

    private Rejected refused(String status) {
        return catchThrowableOfType(Rejected.class, () -> client().setStatus(this.ref, status, Map.of()));
    }

    @Test
    void anAssigneeReplacesTheOthers() {
        this.item.assignees = List.of("hubot", "tracebridge-bot");

        client().setAssignee(this.ref, Optional.of("octocat"));

        assertThat(this.item.assignees).containsExactly("octocat");
    }

    @Test
    void whoIsAssignedAlreadyKeepsTheCompany() {
        this.item.assignees = List.of("octocat", "hubot");

        client().setAssignee(this.ref, Optional.of("OctoCat"));

        assertThat(this.item.assignees).containsExactly("octocat", "hubot");
        assertThat(writes()).isEmpty();
    }

    @Test
    void anAssigneeThatWasSilentlyLeftOutIsForbidden() {
        this.github.push = false;

        assertThat(catchThrowableOfType(Rejected.class, () -> client().setAssignee(this.ref, Optional.of("octocat")))
            .reason()).isEqualTo(Reason.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "..", "octocat/../hubot", "jane@example.com", "stranger" })
    void whoIsNobodyIsNotAssigned(String login) {
        var rejected = catchThrowableOfType(Rejected.class, () -> client().setAssignee(this.ref, Optional.of(login)));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields()).containsOnlyKeys("assignees");
        assertThat(writes()).isEmpty();
    }

    @Test
    void aCommentPingsNobodyAndRefersToNothing() {
        var text = "@octocat @acme/team see #1, acme/shop#1 and GH-1 <!-- x --> <img src=x>";

        client().comment(this.ref, new Document(List.of(new Document.Paragraph(new Document.Text(text)),
                new Document.CodeBlock("", "at @octocat\n```\n@octocat #1"))));

        var fences = this.item.comments.getFirst().split("(?m)^```", -1);
        assertThat(fences).hasSize(3);
        assertThat(fences[0]).doesNotContainPattern("@\\w")
            .doesNotContainPattern("#\\d")
            .doesNotContain("GH-1")
            .doesNotContain("<");
    }

    @Test
    void aCommentLongerThanGitHubsLimitIsCut() {
        client().comment(this.ref, new Document(List.of(new Document.CodeBlock("", "🧨 line\n".repeat(30_000)),
                new Document.Paragraph(new Document.Text("the end")))));

        assertThat(this.item.comments).singleElement().asString().hasSizeLessThanOrEqualTo(65_536).endsWith("the end");
    }

    @Test
    void aTransferredIssueIsFollowedAndStaysInOurHands() {
        this.github.move("1");

        var moved = client().get(this.ref).ref();

        assertThat(moved)
            .isEqualTo(new IssueRef("acme/archive#41", "acme/archive#41", "https://github.com/acme/archive/issues/41"));
        assertThat(client().setStatus(moved, "open:in progress", Map.of()).ref()).isEqualTo(moved);
        assertThat(client().setAssignee(this.ref, Optional.of("octocat")).ref()).isEqualTo(moved);
        client().comment(this.ref, new Document(List.of(new Document.Paragraph(new Document.Text("Seen again")))));
        assertThat(client().get(moved).status().key()).isEqualTo("open:in progress");
        assertThat(this.item.comments).hasSize(1);
    }

    private String writes() {
        return String.join(", ",
                this.github.requests()
                    .stream()
                    .filter((request) -> !request.getMethod().equals("GET"))
                    .map((request) -> request.getMethod()
                            + request.getTarget().replaceFirst(".*/issues/1(/labels)?", "").replace("/", " "))
                    .map((write) -> write.equals("POST") ? "POST labels" : write)
                    .toList());
    }

    private List<String> bodies(String method) {
        return this.github.requests()
            .stream()
            .filter((request) -> request.getMethod().equals(method))
            .map(RecordedRequest::getBody)
            .map((body) -> body.utf8())
            .toList();
    }

}
