package io.tracebridge.web.page.group;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** What can be done on the page of a group. */
class GroupControlsTest extends GroupPageSlice {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /assign | assignee | jane             | select assignee = 'jane' and state = 'in-progress' from error_group
            /assign | assignee | ''               | select assignee is null from error_group
            /state  | state    | muted            | select state = 'muted' from error_group
            /tags   | add      | 'cart, checkout' | select tags = '{old,cart,checkout}' from error_group
            /tags   | remove   | old              | select tags = '{}' from error_group
            """)
    void oneStepChangesTheGroupAndComesBackToThePage(String path, String name, String value, String holds) {
        this.jdbc.sql("update error_group set tags = '{old}'").update();

        assertThat(post(path, name, value)).hasStatus(303).hasHeader("Location", PAGE);
        assertThat(this.jdbc.sql(holds).query(Boolean.class).single()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /assign | assignee | two\1lines  | one line
            /state  | state    | gone         | must be one of open
            /tags   | add      | ' , '        | at least one word
            """)
    void aRefusalSaysWhatToDoAndChangesNothing(String path, String name, String value, String why) {
        assertThat(post(path, name, value)).hasStatus(422).bodyText().contains(why);
        assertThat(this.jdbc.sql("select count(*) from activity").query(Long.class).single()).isZero();
    }

    @Test
    void nobodyChangesAGroupWithoutTheTokenAgainstCrossSiteRequests() {
        assertThat(this.mvc.post().uri(PAGE + "/state").param("state", "muted").with(user("tina").roles("TRIAGER")))
            .hasStatus(403);
    }

}
