package io.tracebridge.web.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.tracebridge.Middle;
import io.tracebridge.MutableClock;
import io.tracebridge.TestDatabase;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * The pages, with nothing in the database. One program and one database serve all tests
 * that do not ask for other settings.
 */
@SpringBootTest(classes = PageApp.class,
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.url=https://bridge.example" })
@AutoConfigureMockMvc
public abstract class PageSlice {

    @Autowired
    protected MockMvcTester mvc;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected Projects projects;

    @Autowired
    private MutableClock clock;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @BeforeEach
    void nothingIsThere() {
        this.clock.set(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        for (var table : List.of("outbox", "project", "sandbox_issue", "app_user")) {
            this.jdbc.sql("delete from " + table).update();
        }
    }

    /**
     * @param form name, value, name, value, …
     */
    protected static MvcTestResult send(MockMvcRequestBuilder request, String... form) {
        for (int i = 0; i < form.length; i += 2) {
            request.param(form[i], form[i + 1]);
        }
        return request.exchange();
    }

}
