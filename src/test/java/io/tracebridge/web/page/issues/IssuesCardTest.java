package io.tracebridge.web.page.issues;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** What the card says, what its buttons do, and when it looks again. */
class IssuesCardTest extends IssuesPageTest {

    @Test
    void aLinkShowsTheIssueAsTheTrackerHasIt() {
        this.scene.link("linked", "SHOP-1");
        this.scene.jdbc().sql("update link set warnings = '{Nobody stands for <ann>.}'").update();

        assertThat(card())
            .contains("href=\"https://tracker.example/SHOP-1\"", "noopener", "SHOP-1", "In review", "Ann Lee", "Board",
                    "Linked", "Nobody stands for &lt;ann&gt;.", "Sync now", "Unlink")
            .doesNotContain("hx-trigger=\"load", "Sync is due");
    }

    @Test
    void nobodyIsSaidToBeAssignedBeforeTheIssueWasReadOnce() {
        this.scene.link("linked", "SHOP-1");
        this.scene.jdbc().sql("update link set issue_assignee = null, issue_seen_at = null").update();
        assertThat(card()).contains("assignee not read yet").doesNotContain("nobody assigned");

        this.scene.jdbc().sql("update link set issue_seen_at = now()").update();
        assertThat(card()).contains("nobody assigned").doesNotContain("not read yet");
    }

    @Test
    void anAddressThatIsNoPageIsNoLink() {
        this.scene.link("linked", "SHOP-1");
        this.scene.jdbc().sql("update link set issue_url = 'javascript:alert(1)'").update();

        assertThat(card()).contains("SHOP-1").doesNotContain("javascript:");
    }

    @ParameterizedTest
    @CsvSource({ "reserved,Being created,true", "given-up,Given up,false", "gone,No longer in the tracker,false",
            "superseded,Replaced by a newer issue,false", "linked,Linked,false" })
    void eachStateReadsAsWordsAndOnlyWhatIsUnderWayIsLookedAtAgain(String state, String words, boolean again) {
        this.scene.link(state, "SHOP-1");

        var card = card();

        assertThat(card).contains(words);
        assertThat(card.contains("hx-trigger=\"load delay:3s\"")).isEqualTo(again);
    }

    @Test
    void aMarkedLinkSaysThatItIsDueAndIsLookedAtAgain() {
        this.scene.link("linked", "SHOP-1");
        this.scene.jdbc().sql("update link set dirty_since = now()").update();

        assertThat(card()).contains("Sync is due", "load delay:3s", GROUP + "/issues/card");
    }

    @Test
    void othersWithTheSameIssueAndTheIssueThatCameBackAreNamed() {
        var old = this.scene.link("superseded", "SHOP-1");
        var link = this.scene.link("linked", "SHOP-2");
        this.scene.jdbc().sql("update link set regression_of = ? where id = ?").params(old, link).update();
        this.scene.jdbc().sql("""
                insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key, issue_url)
                select i.id, g.id, 'x', 'mx', 'linked', 'SHOP-2', 'SHOP-2', 'u' from integration i, error_group g
                where g.fingerprint = ?""").param(Scene.OTHER).update();

        assertThat(card()).contains("Regression of <span>SHOP-1</span>", "/projects/shop/groups/" + Scene.OTHER,
                "77ab12e");
    }

    @Test
    void syncNowMarksTheLink() {
        var link = this.scene.link("linked", "SHOP-1");

        assertBackToGroup(post("/links/" + link + "/sync"), "being compared");

        assertThat(this.scene.outbox()).contains("link-changed");
        assertThat(card()).contains("Sync is due");
    }

    @Test
    void unlinkingAsksFirstAndLeavesTheIssueWhereItIs() {
        var link = this.scene.link("linked", "SHOP-1");
        assertThat(card()).contains("hx-confirm=\"Unlink SHOP-1 from this group?");

        assertBackToGroup(post("/links/" + link + "/unlink"), "Unlinked");

        assertThat(this.scene.stateOf(link)).isEqualTo("unlinked");
        assertThat(card()).contains("No issue yet");
    }

    @Test
    void theHistoryReadsAsSentencesAndGoesOnWhereItEnded() {
        var link = this.scene.link("linked", "SHOP-1");
        this.scene.jdbc()
            .sql("""
                    insert into link_change (link_id, field, outcome, before, after, cause)
                    select ?, 'state', 'pushed', 'in-progress', 'resolved', 'change ' || n || '!' from generate_series(1, 21) n""")
            .param(link)
            .update();
        this.scene.jdbc()
            .sql("""
                    insert into link_change (link_id, field, outcome, before, after, cause) values
                      (:l, 'assignee', 'conflict', 'ada', 'Bob', '<both> changed'), (:l, 'state', 'skipped', 'open', 'muted', 'pull is off'),
                      (:l, 'issue', 'pulled', 'SHOP-1', null, 'deleted')""")
            .param("l", link)
            .update();

        assertThat(body(get("/links/" + link + "/history")))
            .contains("Issue is gone", "State left alone", "pull is off", "Assignee changed on both sides",
                    "&lt;both&gt; changed", "State written to the issue", "in progress", "change 21!", "Older")
            .doesNotContain("change 1!");
        var oldest = this.scene.jdbc().sql("select min(id) + 4 from link_change").query(Long.class).single();
        assertThat(body(get("/links/" + link + "/history?before=" + oldest))).contains("change 1!", "change 4!")
            .doesNotContain("Older", "change 5!");
        assertThat(get("/links/" + (link + 1) + "/history")).hasStatus(404);
    }

    @Test
    void aConflictIsShownWithAllThreeSidesAndDecidedFieldByField() {
        var link = this.scene.link("linked", "SHOP-1");
        this.scene.dispute(link);
        assertThat(card()).contains("Resolve the conflict", "both changed", "In progress", "Muted", "Resolved (Done)",
                "ada", "Bob", "nobody", "load delay:10s");

        assertThat(post("/links/" + link + "/conflict", "choice.state", "ours")).hasStatus(422)
            .bodyText()
            .contains("must be ours or theirs");
        assertThat(this.scene.outbox()).isEmpty();
        assertBackToGroup(post("/links/" + link + "/conflict", "choice.state", "ours", "choice.assignee", "theirs"),
                "Decided");

        assertThat(this.scene.outbox()).contains("conflict-resolved", "theirs");
    }

    @Test
    void aRefusedIssueShowsTheTrackersWordsAtTheFieldsAndIsTriedAgain() {
        var link = this.scene.rejected();
        assertThat(card()).contains("The field component has no value &lt;cart&gt;.", "Choose one of web, backend.",
                "name=\"field.component\"", "Try again", "Give up");

        assertBackToGroup(post("/links/" + link + "/correction", "choice", "retry", "title", "Checkout fails",
                "field.component", "web", "field.severity", "high", "added", "team", "addedValue", "Cart"),
                "being tried again");

        assertThat(this.scene.outbox()).contains("issue-correction-submitted", "\"component\": \"web\"",
                "\"team\": \"Cart\"");
        assertThat(card()).contains("it is being acted on", "load delay:3s").doesNotContain("name=\"field.component\"");
        assertBackToGroup(post("/links/" + link + "/correction", "choice", "retry"), "being tried again");
    }

    @ParameterizedTest
    @CsvSource({ "20 seconds,it is being acted on,3", "2 minutes,no process heard it,10",
            "2 hours,Nothing was created. Correct it,10" })
    void anAnswerThatNothingComesOfIsNotSaidToBeAtWork(String age, String words, int refresh) {
        var link = this.scene.rejected();
        post("/links/" + link + "/correction", "choice", "retry");
        this.scene.jdbc()
            .sql("update link set rejection = rejection || jsonb_build_object('answeredAt', now() - ?::interval)")
            .param(age)
            .update();

        assertThat(card()).contains(words, "load delay:" + refresh + "s");
    }

    @Test
    void givingUpNeedsAReason() {
        var link = this.scene.rejected();

        assertThat(post("/links/" + link + "/correction", "choice", "give-up", "why", " ")).hasStatus(422);
        assertBackToGroup(post("/links/" + link + "/correction", "choice", "give-up", "why", "Known"), "Given up");

        assertThat(this.scene.outbox()).contains("\"choice\": \"give-up\"", "\"why\": \"Known\"");
    }

    @Test
    void aGoneIssueIsReplacedOrMadeAnew() {
        var link = this.scene.link("gone", "SHOP-7");
        this.scene.jdbc().sql("""
                insert into sandbox_issue (project_key, number, title, description, state)
                values ('shop', 12, 'Checkout fails', '', 'open')""").update();
        assertThat(card()).contains("The issue is gone", "Link this instead", "Create a new issue in its place");

        assertBackToGroup(post("/links/" + link + "/recreate"), "being made");
        assertThat(this.scene.outbox()).contains("recreate:" + link);
        assertThat(post("/links/" + link + "/relink", "issue", "SHOP-99")).hasStatus(422)
            .bodyText()
            .contains("was not found");
        assertBackToGroup(post("/links/" + link + "/relink", "issue", "SHOP-12"), "took the gone one");

        assertThat(card()).contains("SHOP-12").doesNotContain("SHOP-7");
    }

    @Test
    void anOpenRequestTellsWhoAskedAndIsCancelled() {
        post("/issues/new", "integration", "Board", "title", "Checkout fails", "requestId",
                "00000000-0000-0000-0000-000000000001");
        this.scene.jdbc().sql("update issue_request set state = 'waiting'").update();
        assertThat(card()).contains("Waits for details", "<strong>tina</strong>", "<strong>Board</strong>", "expires",
                "Complete", "load delay:10s");

        assertBackToGroup(post("/issues/" + requests().getFirst() + "/cancel"), "cancelled");

        assertThat(card()).doesNotContain("Waits for details");
        assertBackToGroup(post("/issues/" + requests().getFirst() + "/cancel"), "was cancelled");
    }

    @Test
    void aMergedGroupLeadsToWhereItsIssuesAre() {
        this.scene.jdbc().sql("""
                update error_group set merged_into = (select id from error_group where fingerprint = ?)
                where fingerprint = ?""").params(Scene.OTHER, Scene.FINGERPRINT).update();

        assertThat(card()).contains("was merged", "/projects/shop/groups/" + Scene.OTHER)
            .doesNotContain("Create issue");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(this.mvc.get().uri("/projects/shop/groups/nonsense/issues/card").with(user("tina").roles("TRIAGER")))
            .hasStatus(404);
        assertThat(post("/links/1/sync")).hasStatus(404);
        assertThat(post("/links/1/unlink")).hasStatus(404);
        assertThat(get("/issues")).hasStatusOk().bodyText().contains("Issues of a group", "No issue yet");
    }

}
