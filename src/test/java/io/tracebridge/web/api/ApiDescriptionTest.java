package io.tracebridge.web.api;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/** What the API's description tells those who call it. */
@SpringBootTest(classes = { ApiApp.class, ApiDescriptionTest.Description.class },
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.url=https://bridge.example" })
@AutoConfigureMockMvc
class ApiDescriptionTest {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    MockMvcTester mvc;

    @Test
    void itAsksForNothingThatTheProgramKnowsByItself() {
        assertThat(this.mvc.get().uri("/v3/api-docs")).hasStatusOk().bodyJson().satisfies((json) -> {
            json.assertThat().extractingPath("$.paths..parameters[?(@.name == 'fingerprint')]").asArray().isNotEmpty();
            json.assertThat().extractingPath("$.paths..parameters[?(@.name == 'actor')]").asArray().isEmpty();
        });
    }

    @ComponentScan(basePackages = "io.tracebridge.web", useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.OpenApiConfiguration"))
    static class Description {

    }

}
