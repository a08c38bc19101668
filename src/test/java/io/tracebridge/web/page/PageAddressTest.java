package io.tracebridge.web.page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PageAddressTest {

    @ParameterizedTest
    @CsvSource({ "Jira, Jira", "Jira & Co, Jira%20&%20Co", "a/b, a%2Fb", "what?#, what%3F%23", "ä, %C3%A4",
            "//evil.example, %2F%2Fevil.example" })
    void aNameStaysOneStepOfTheWay(String name, String step) {
        assertThat(PageAddress.project("shop", "settings", "integrations", name, "edit"))
            .isEqualTo("/projects/shop/settings/integrations/" + step + "/edit");
    }

    @Test
    void aGroupIsBelowItsProject() {
        assertThat(PageAddress.group("shop", "ab".repeat(32))).isEqualTo("/projects/shop/groups/" + "ab".repeat(32));
    }

    @Test
    void noAddressLeadsToAnotherHost() {
        assertThat(PageAddress.of("", "evil.example")).isEqualTo("/evil.example");
    }

}
