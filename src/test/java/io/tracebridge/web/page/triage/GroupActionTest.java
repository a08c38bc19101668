package io.tracebridge.web.page.triage;

import io.tracebridge.web.page.PageSlice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** What triagers do with groups, one or many, by form. */
class GroupActionTest extends PageSlice {

    private static final String NOWHERE = "9".repeat(64);

    ShopGroups shop;

    @BeforeEach
    void aShop() {
        this.shop = ShopGroups.fill(this.jdbc, this.projects);
    }

    @ParameterizedTest
    @ValueSource(strings = { "assign", "tag", "resolve", "mute", "open", "merge" })
    void eachActionHasAFormThatNamesItsGroupsAndTheWayBack(String action) {
        var form = this.mvc.get()
            .uri("/projects/shop/groups/actions/" + action)
            .param("group", ShopGroups.CART, ShopGroups.BOT)
            .header("Referer", "https://bridge.example/projects/shop?state=open&tag=a%20b")
            .with(user("tina").roles("TRIAGER"))
            .exchange();

        assertThat(form).hasStatusOk()
            .bodyText()
            .contains("a1b2c3d NullPointerException", "d4e5f60 Error without a class",
                    "value=\"/projects/shop?state=open&amp;tag=a%20b\"", "name=\"_csrf\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://evil.example/projects/other", "//evil.example", "/projects/shopping",
            "/projects/shop/../../logout", "/projects/shop/groups/actions/mute", "" })
    void theWayBackLeadsNowhereElse(String back) {
        assertThat(post("tag", "addTags=x", "group=" + ShopGroups.CART, "back=" + back)).hasStatus(303)
            .hasHeader("Location", "/projects/shop");
    }

    @Test
    void manyGroupsAreAssignedAtOnceAndWhatCannotBeIsSaid() {
        var result = post("assign", "assignee= jane ", "group=" + ShopGroups.CART, "group=" + ShopGroups.BOT,
                "group=" + NOWHERE, "back=/projects/shop?state=open");

        assertThat(result).hasStatus(303).hasHeader("Location", "/projects/shop?state=open");
        assertThat(result.getMvcResult().getFlashMap().get("notice")).asString()
            .isEqualTo("Assigned to jane: a1b2c3d NullPointerException, d4e5f60 Error without a class.");
        assertThat(result.getMvcResult().getFlashMap().get("problem")).asString()
            .contains("Left as they were: " + NOWHERE + ": fingerprint is of no group in this project");
        assertThat(this.shop.assigneeAndTags(ShopGroups.CART)).isEqualTo("jane checkout");
        assertThat(this.shop.state(ShopGroups.CART)).isEqualTo("in-progress");
        assertThat(this.shop.state(ShopGroups.BOT)).isEqualTo("muted");
        assertThat(this.jdbc.sql("select distinct actor from activity").query(String.class).single())
            .isEqualTo("user:tina");
    }

    @Test
    void tagsAreAddedAndRemoved() {
        post("tag", "addTags=urgent, app", "removeTags=checkout", "group=" + ShopGroups.CART,
                "group=" + ShopGroups.GATEWAY);

        assertThat(this.shop.assigneeAndTags(ShopGroups.CART)).isEqualTo("- urgent,app");
        assertThat(this.shop.assigneeAndTags(ShopGroups.GATEWAY)).isEqualTo("jane payment,urgent,app");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    until=forever                                                  |
                    until=seen                                                     | [{"type": "timestamp_gt", "timestamp": "1970-01-01T00:00:01Z"}]
                    until=met versionField=version version=1.4.2                   | [{"type": "version_gt", "field": "version", "version": "1.4.2"}]
                    until=met versionField=version versionOp=version_ge version=2  | [{"type": "version_ge", "field": "version", "version": "2"}]
                    until=met time=date date=2026-12-24T08:30                      | [{"type": "timestamp_gt", "timestamp": "2026-12-24T08:30:00Z"}]
                    until=met matchField=environment pattern=^prod                 | [{"type": "regular_expression", "field": "environment", "pattern": "^prod"}]
                    until=met versionField=version version=2 matchField=environment pattern=p          | [{"type": "version_gt", "field": "version", "version": "2"}, {"type": "regular_expression", "field": "environment", "pattern": "p"}]
                    until=met versionField=version version=2 matchField=environment pattern=p join=all | [{"type": "and", "children": [{"type": "version_gt", "field": "version", "version": "2"}, {"type": "regular_expression", "field": "environment", "pattern": "p"}]}]
                    """)
    void aResolvedGroupStaysSoUntilWhatWasChosen(String fields, String until) {
        assertThat(post("resolve", (fields + " group=" + ShopGroups.CART).split(" "))).hasStatus(303);

        assertThat(this.shop.state(ShopGroups.CART)).isEqualTo("resolved");
        assertThat(this.jdbc.sql("select ?::jsonb is not distinct from ?::jsonb")
            .params(this.shop.until(ShopGroups.CART), until)
            .query(Boolean.class)
            .single()).as(this.shop.until(ShopGroups.CART)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "PT30M, 30", "PT2H, 120", "P1D, 1440", "P7D, 10080", "P30D, 43200" })
    void aMutedGroupMayStaySoForAWhile(String time, int minutes) {
        post("mute", "until=met", "time=" + time, "group=" + ShopGroups.CART);

        assertThat(this.jdbc.sql("""
                select round(extract(epoch from (until -> 0 ->> 'timestamp')::timestamptz - now()) / 60)
                from error_group where fingerprint = ?""").param(ShopGroups.CART).query(Integer.class).single())
            .isBetween(minutes - 5, minutes + 1);
    }

    @Test
    void aGroupIsOpenedAgain() {
        post("open", "why=not fixed", "group=" + ShopGroups.IMAGES);

        assertThat(this.shop.state(ShopGroups.IMAGES)).isEqualTo("open");
        assertThat(this.jdbc.sql("select cause ->> 'why' from activity").query(String.class).single())
            .isEqualTo("not fixed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    resolve | until=met                                        | Fill in at least one condition
                    resolve | version=1.4.2                                    | Conditions are filled in below, but not asked for
                    resolve | until=met versionField=version version=next      | Must be a version
                    resolve | until=met versionField=colour version=1          | which is not defined in this project
                    resolve | until=met time=date                              | Say when
                    mute    | until=met matchField=environment pattern=(       | missing closing
                    tag     | addTags=                                         | Name at least one tag
                    tag     | addTags=x{70}                                    | Must be 1 to 64 characters without blanks
                    """)
    void aFormThatMakesNoSenseIsShownAgainWithWordsAtItsField(String action, String fields, String words) {
        var text = fields.replace("x{70}", "x".repeat(70)) + " group=" + ShopGroups.CART;

        assertThat(post(action, text.split(" "))).hasStatus(422)
            .hasHeader("HX-Retarget", "#action")
            .bodyText()
            .contains("invalid-feedback", words);
        assertThat(this.shop.state(ShopGroups.CART)).isEqualTo("open");
    }

    @Test
    void withoutASelectionNothingIsAsked() {
        assertThat(this.mvc.get().uri("/projects/shop/groups/actions/resolve").with(user("tina").roles("TRIAGER")))
            .hasStatus(422)
            .bodyText()
            .contains("Groups must be selected first");
        assertThat(post("resolve")).hasStatus(422);
    }

    @Test
    void theGroupWithMostReportsIsProposedToStandForAll() {
        assertThat(this.mvc.get()
            .uri("/projects/shop/groups/actions/merge")
            .param("group", ShopGroups.BOT, ShopGroups.GATEWAY)
            .with(user("tina").roles("TRIAGER"))).bodyText()
            .containsPattern("value=\"" + ShopGroups.GATEWAY + "\" checked=\"checked\"");
    }

    @Test
    void groupsAreMergedIntoTheOneThatWasChosen() {
        var result = post("merge", "into=" + ShopGroups.CART, "group=" + ShopGroups.CART, "group=" + ShopGroups.BOT,
                "others=c3d4e5f");

        assertThat(result).hasStatus(303);
        assertThat(result.getMvcResult().getFlashMap().get("notice")).asString()
            .isEqualTo("Merged into a1b2c3d NullPointerException: d4e5f60 Error without a class, c3d4e5f IOException.");
        assertThat(this.jdbc.sql("select count(*) from error_group where merged_into = ?")
            .param(this.shop.id(ShopGroups.CART))
            .query(Long.class)
            .single()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''       | merging takes two
            xyz      | &quot;xyz&quot; is none
            fffffff  | no fingerprint begins with fffffff
            """)
    void aMergeWithoutASecondGroupIsRefused(String others, String words) {
        assertThat(post("merge", "into=" + ShopGroups.CART, "group=" + ShopGroups.CART, "others=" + others))
            .hasStatus(422)
            .bodyText()
            .contains(words);
    }

    @Test
    void anUnknownActionOrProjectIsNotFound() {
        assertThat(post("delete", "group=" + ShopGroups.CART)).hasStatus(404);
        assertThat(this.mvc.post()
            .uri("/projects/nowhere/groups/actions/open")
            .with(csrf())
            .with(user("tina").roles("TRIAGER"))).hasStatus(404);
    }

    @Test
    void whoIsNoTriagerMayNot() {
        assertThat(
                this.mvc.post().uri("/projects/shop/groups/actions/open").with(csrf()).with(user("x").roles("OTHER")))
            .hasStatus(403);
    }

    private MvcTestResult post(String action, String... fields) {
        var request = this.mvc.post()
            .uri("/projects/shop/groups/actions/" + action)
            .with(csrf())
            .with(user("tina").roles("TRIAGER"));
        for (var field : fields) {
            var equals = field.indexOf('=');
            request = request.param(field.substring(0, equals), field.substring(equals + 1));
        }
        return request.exchange();
    }

}
