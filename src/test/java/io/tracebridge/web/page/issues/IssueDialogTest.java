package io.tracebridge.web.page.issues;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Asking for an issue, completing a request, and linking what exists. */
class IssueDialogTest extends IssuesPageTest {

    @Test
    void theFormIsFilledFromTheGroupAndShowsTheIssueAsItWouldRead() {
        this.scene.values("component", "checkout");

        assertThat(get("/issues/new")).hasStatusOk()
            .bodyText()
            .contains("value=\"shop: NullPointerException\"", "name=\"field.component\"", ">checkout</textarea>",
                    "Filled by the integration.", "as Sandbox gets it", "Cart.total(Cart.java:41)",
                    "View in Tracebridge");
    }

    @Test
    void openingTheFormAsksForNothing() {
        get("/issues/new");
        post("/issues/preview", "integration", "Board", "title", "Checkout");

        assertThat(requests()).isEmpty();
        assertThat(this.scene.outbox()).isEmpty();
    }

    @Test
    void sendingItTwiceMakesOneRequestWithAllDetails() {
        var id = UUID.randomUUID().toString();
        for (var i = 0; i < 2; i++) {
            assertBackToGroup(post("/issues/new", "integration", "Board", "requestId", id, "title", "Checkout fails",
                    "owner", "ann", "field.component", "cart"), "being created");
        }

        assertThat(requests()).containsExactly(UUID.fromString(id));
        assertThat(this.scene.jdbc().sql("select given::text from issue_request").query(String.class).single())
            .contains("\"title\": \"Checkout fails\"", "\"owner\": \"ann\"", "\"component\": \"cart\"");
        assertThat(this.scene.jdbc().sql("select count(*) from outbox").query(Long.class).single()).isEqualTo(1);
        assertThat(card()).contains("Details are being prepared", "load delay:3s");
    }

    @Test
    void anIdOfAnotherGroupsRequestIsRefused() {
        var id = UUID.randomUUID().toString();
        post("/issues/new", "integration", "Board", "requestId", id, "title", "Checkout fails");
        this.scene.jdbc()
            .sql("update issue_request set group_id = (select id from error_group where fingerprint = ?)")
            .param(Scene.OTHER)
            .update();

        assertBackToGroup(post("/issues/new", "integration", "Board", "requestId", id, "title", "Mine"),
                "ask again with a new one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            title | ''        | Is required.
            title | <1001>    | at most 1000 characters
            owner | <257>     | at most 256 characters
            """)
    void whatIsWrongIsSaidAtTheFieldAndWhatWasTypedStays(String field, String value, String message) {
        var text = value.startsWith("<") ? "x".repeat(Integer.parseInt(value.replaceAll("[<>]", ""))) : value;
        var title = field.equals("title") ? text : "Checkout fails";
        var owner = field.equals("owner") ? text : "";

        var refused = post("/issues/new", "integration", "Board", "title", title, "owner", owner, "field.component",
                "my <component>");

        assertThat(refused).hasStatus(422).bodyText().contains(message, field + "-error", "my &lt;component&gt;");
        assertThat(requests()).isEmpty();
    }

    @Test
    void thePreviewFollowsWhatIsTypedAndHostileTextStaysText() {
        var preview = post("/issues/preview", "integration", "Board", "title", "<img src=x onerror=alert(1)>", "owner",
                "ann", "ownerName", "Ann Lee", "field.component", "<b>cart</b>");

        assertThat(preview).hasStatusOk()
            .bodyText()
            .contains("&lt;img src=x", "Ann Lee", "&lt;b&gt;cart&lt;/b&gt;", "tracebridge")
            .doesNotContain("<img", "<b>cart", "<html");
        assertThat(post("/issues/preview", "integration", "Board", "title", "x".repeat(1001))).hasStatusOk()
            .bodyText()
            .contains("No preview: title must be at most 1000");
    }

    @Test
    void withSeveralIntegrationsOneChoosesFirst() {
        this.scene.jdbc()
            .sql("insert into integration (project_id, name, tracker) select id, 'Second & last', 'sandbox' from project")
            .update();

        assertThat(get("/issues/new")).bodyText()
            .contains("Through which integration?", "integration=Second%20%26%20last");
        assertThat(get("/issues/new?integration=Second%20%26%20last")).hasStatusOk();
        assertThat(get("/issues/new?integration=None")).hasStatus(422).bodyText().contains("has no integration");
    }

    @Test
    void aWaitingRequestIsCompletedWithTheSameForm() {
        var request = this.scene.waiting();

        assertThat(get("/issues/" + request + "/complete")).hasStatusOk()
            .bodyText()
            .contains("What Sandbox offers is missing here", "Ann Lee", "type=\"number\"", "value=\"soon\"",
                    "<textarea", "Points", "<span class=\"form-check-label\">app</span>", "Search people")
            .doesNotContain("form-check-label\">web,app<");
        assertThat(post("/issues/" + request + "/complete", "title", "", "field.points", "many", "field.due",
                "2026-13-01"))
            .hasStatus(422)
            .bodyText()
            .contains("Is required.", "Must be a number", "Must be a date");
        assertThat(post("/issues/" + request + "/complete", "title", "Checkout")).hasStatus(422)
            .bodyText()
            .contains("Is required by the tracker.");
        assertBackToGroup(post("/issues/" + request + "/complete", "title", "Checkout", "owner", "ann", "field.points",
                "3", "field.parts", "", "field.parts", "web", "field.parts", "db"), "being created");

        assertThat(this.scene.outbox()).contains("issue-details-submitted", "\"parts\": \"web,db\"",
                "\"points\": \"3\"");
        assertBackToGroup(post("/issues/" + request + "/complete", "title", "Late", "field.points", "1"),
                "submitted already");
    }

    @Test
    void peopleOfTheTrackerAreFoundAndPicked() {
        this.scene.jdbc().sql("""
                insert into sandbox_issue (project_key, number, title, description, assignee)
                values ('shop', 1, 'T', '', 'joe'), ('shop', 2, 'T', '', 'ann')""").update();

        assertThat(get("/issues/new")).bodyText().contains("Search people of the tracker");
        assertThat(get("/issues/people?integration=Board&q=jo")).bodyText().contains("joe").doesNotContain("ann");
        assertThat(get("/issues/people?integration=Board&q=nobody")).bodyText().contains("Nobody found.");
        assertThat(get("/issues/owner?integration=Board&id=joe&name=Joe%20%3Cb%3E")).bodyText()
            .contains("name=\"owner\" value=\"joe\"", "Joe &lt;b&gt;", "Assign nobody");
    }

    @Test
    void anIssueIsLinkedByItsKey() {
        this.scene.jdbc().sql("""
                insert into sandbox_issue (project_key, number, title, description, state)
                values ('shop', 1, 'Checkout fails', '', 'open')""").update();
        assertThat(get("/links/new")).bodyText().contains("Key or address");

        assertBackToGroup(post("/links/new", "integration", "Board", "issue", "SHOP-1"), "Linked");
        assertThat(card()).contains("SHOP-1", "Checkout fails");
        assertThat(post("/links/new", "integration", "Board", "issue", "SHOP-1")).hasStatus(422)
            .bodyText()
            .contains("Is linked to this group already.", "value=\"SHOP-1\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Board | SHOP-9      | issue-error       | Was not found
            Board | <nonsense>  | issue-error       | names no issue
            Board | ''          | issue-error       | key or address
            None  | SHOP-1      | integration-error | this project&#39;s integrations
            Away  | #7          | integration-error | Try again
            """)
    void anIssueThatCannotBeLinkedIsSaidAtTheFieldAtFault(String integration, String issue, String at, String words) {
        this.scene.away();

        assertThat(post("/links/new", "integration", integration, "issue", issue)).hasStatus(422)
            .bodyText()
            .contains(at, words)
            .doesNotContain("<nonsense>", "s3cret");
    }

}
