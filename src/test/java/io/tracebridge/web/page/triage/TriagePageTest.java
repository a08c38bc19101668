package io.tracebridge.web.page.triage;

import io.tracebridge.web.page.PageSlice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** What the list shows. */
class TriagePageTest extends PageSlice {

    ShopGroups shop;

    @BeforeEach
    void aShop() {
        this.shop = ShopGroups.fill(this.jdbc, this.projects);
    }

    @Test
    void aGroupIsShownWithAllThatATriagerWantsToKnowAtAGlance() {
        assertThat(get("/projects/shop?state=in-progress")).hasStatusOk()
            .bodyText()
            .contains("1 group found", "b2c3d4e", "GatewayTimeoutException",
                    "com.acme.shop.payment.GatewayClient.authorize", "jane", "payment", "reopened 2×", ">312<")
            .contains("href=\"https://acme.example/browse/SHOP-12\" target=\"_blank\" rel=\"noopener\"",
                    "<b>SHOP-12</b> <span>Jira Cloud</span> · In Review")
            .contains("Reports per day, the last 14 days: ",
                    "href=\"/projects/shop/groups/" + ShopGroups.GATEWAY + "\"")
            .doesNotContain("NullPointerException");
    }

    @Test
    void anAddressThatABrowserWouldRunIsNoLink() {
        assertThat(get("/projects/shop?q=SHOP-7")).bodyText().contains("SHOP-7").doesNotContain("javascript:alert");
    }

    @Test
    void textOfReportsStaysText() {
        this.shop.group("f".repeat(64), "open", null, "{}", "{<script>alert(1)</script>}", "{<img src=x>}", 1, 0);

        assertThat(get("/projects/shop")).bodyText()
            .contains("&lt;script&gt;alert(1)")
            .doesNotContain("<script>alert(1)", "<img src=x>");
    }

    @Test
    void theMenuOffersAnIssueInEachIntegrationThatWorks() {
        assertThat(get("/projects/shop?state=open")).bodyText()
            .contains("Create an issue in Shop board",
                    "/projects/shop/groups/" + ShopGroups.CART + "/issues/new?integration=Shop%20board", "/links/new")
            .doesNotContain("Create an issue in Old tracker", "Open again…</a>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            state=open                   | NullPointerException    | IOException
            assignee=nobody              | NullPointerException    | GatewayTimeoutException
            assignee=tom                 | IOException             | NullPointerException
            tag=payment                  | GatewayTimeoutException | NullPointerException
            attribute=version:1.4.2      | GatewayTimeoutException | NullPointerException
            q=imagestore                 | IOException             | NullPointerException
            """)
    void theAddressSaysWhatIsShown(String query, String shown, String hidden) {
        var value = query.substring(query.indexOf('=') + 1);
        assertThat(get("/projects/shop?" + query)).bodyText()
            .contains(shown, "value=\"" + value + "\"", "Clear filters")
            .doesNotContain(">" + hidden + "<");
    }

    @Test
    void theTabsCountWhatTheOtherFiltersLeaveAndKeepThem() {
        assertThat(get("/projects/shop?tag=checkout&state=open")).bodyText()
            .contains("href=\"/projects/shop?tag=checkout\"",
                    "href=\"/projects/shop?state=in-progress&amp;tag=checkout\"")
            .containsPattern("<span>All</span> <span class=\"badge chip ms-1\">2<")
            .containsPattern("<span>Muted</span> <span class=\"badge chip ms-1\">0<");
    }

    @Test
    void thereIsAPageAfterThePageInTheSameOrder() {
        this.shop.many(60);
        var first = get("/projects/shop?sort=reports");
        assertThat(first).bodyText()
            .contains("64 groups", ">NullPointerException<", ">Error60<", "Next page")
            .doesNotContain(">Error1<", "First page");

        var next = text(first).replaceFirst("(?s).*href=\"(/projects/shop[^\"]+page=[^\"]+)\".*", "$1")
            .replace("&amp;", "&");
        assertThat(next).contains("sort=reports");
        assertThat(get(next)).bodyText().contains(">Error1<", "First page").doesNotContain(">Error60<", "Next page");
    }

    @Test
    void aNewcomerLearnsHowToSendTheFirstError() {
        this.projects.save("fresh", null, null);

        assertThat(get("/projects/fresh")).hasStatusOk()
            .bodyText()
            .contains("No error has come in yet", "https://bridge.example/tracebridge/", "curl -s -H", "DemoError");
    }

    @Test
    void whoFiltersTooMuchIsToldAnotherThing() {
        for (var query : new String[] { "?q=nothing-like-this", "?state=open&assignee=jane" }) {
            assertThat(get("/projects/shop" + query)).bodyText()
                .contains("No group matches", "Clear filters")
                .doesNotContain("No error has come in yet");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?state=closed      | State must be one of open, in-progress, resolved, muted.
            ?sort=name         | Sort must be one of last-seen
            ?attribute=version | Attribute must be a name and a value
            ?page=x            | Page must be a nextPage
            """)
    void anAddressThatMakesNoSenseSaysWhatWould(String query, String words) {
        assertThat(get("/projects/shop" + query)).hasStatus(422).bodyText().contains(words);
    }

    @Test
    void anUnknownProjectIsNotFound() {
        assertThat(get("/projects/nowhere")).hasStatus(404).bodyText().contains("There is no project nowhere.");
    }

    private MvcTestResult get(String path) {
        return this.mvc.get().uri(java.net.URI.create(path)).with(user("tina").roles("TRIAGER")).exchange();
    }

    private static String text(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString();
        }
        catch (java.io.UnsupportedEncodingException ex) {
            throw new AssertionError(ex);
        }
    }

}
