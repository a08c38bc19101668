package io.tracebridge.tracker.fogbugz;

import java.util.Map;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerClient.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What an admin is told who sets FogBugz up. */
class FogBugzCheckTest extends FogBugzFixture {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            project; Kitchen; project; Shop
            area; Kitchen; area; Code, Checkout
            category; Kitchen; category; Bug, Feature
            priority; Kitchen; priority; Must Fix
            nobody; Mister X; nobody; Up For Grabs
            """)
    void checksFindWhatIsNotThereAndSayWhatIs(String setting, String value, String check, String words) {
        var checks = connect(Map.of(setting, value)).check();

        assertThat(checks.getLast()).satisfies((last) -> {
            assertThat(last.name()).isEqualTo(check);
            assertThat(last.ok()).isFalse();
            assertThat(last.message()).contains(value).contains(words);
        });
    }

    @Test
    void checksFindAProjectThatTheAccountMayNotChange() {
        this.fogBugz.mayWriteToShop = false;

        assertThat(client().check()).filteredOn((check) -> !check.ok())
            .extracting(Check::name)
            .containsExactly("project");
    }

    @Test
    void refusesAFlagThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> connect(Map.of("closeOnResolve", "maybe")))
            .withMessageContaining("closeOnResolve must be true or false");
    }

    @Test
    void statusesAreListedUnderEitherName() {
        this.fogBugz.lacking.add("listStatuses");

        assertThat(client().catalog().statuses()).extracting(Issue.Status::id)
            .containsExactly("1", "21", "2", "3", "4", "6");
    }

    @Test
    void offersFieldsWithTheirValues() {
        assertThat(client().catalog().fields()).filteredOn((field) -> !field.allowed().isEmpty())
            .extracting((field) -> field.name() + field.allowed())
            .containsExactly("Area[Code, Checkout]", "Category[Bug, Feature]", "Priority[Must Fix, Normal]");
        assertThat(client().catalog().people("")).extracting(Issue.Account::name)
            .containsExactly("Administrator", "Jane Smith", "Errors Bot");
    }

}
