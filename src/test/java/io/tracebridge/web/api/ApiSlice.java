package io.tracebridge.web.api;

import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.tracebridge.Middle;
import io.tracebridge.MutableClock;
import io.tracebridge.TestDatabase;
import io.tracebridge.security.Users;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The API called by "admin", with nothing else in the database. One program and one
 * database serve all tests that do not ask for other settings.
 */
@SpringBootTest(classes = ApiApp.class,
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.url=https://bridge.example" })
@AutoConfigureMockMvc
abstract class ApiSlice {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Users users;

    @Autowired
    MutableClock clock;

    /** Of the user who calls. */
    String token;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    /**
     * The user has a token and no password, since hashing one takes a while on purpose.
     */
    @BeforeEach
    void nothingButAnAdmin() {
        this.clock.set(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        for (var table : List.of("outbox", "project", "sandbox_issue", "app_user")) {
            this.jdbc.sql("delete from " + table).update();
        }
        this.jdbc.sql("insert into app_user (username, password_hash, role) values ('admin', '{none}', 'admin')")
            .update();
        this.token = this.users.newToken("admin", "test");
    }

    /** From now on the user who calls is no admin. */
    void asTriager() {
        this.jdbc.sql("update app_user set role = 'triager'").update();
    }

    /**
     * @param body JSON; null for none
     */
    MvcTestResult send(String method, String path, String body) {
        var request = this.mvc.method(HttpMethod.valueOf(method))
            .uri(path)
            .header("Authorization", "Bearer " + this.token);
        return (body != null) ? request.contentType(MediaType.APPLICATION_JSON).content(body).exchange()
                : request.exchange();
    }

    /** The messages of a refusal, as they stand in its problem document. */
    static String refusal(MvcTestResult answer) {
        assertThat(answer).hasStatus(422).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        var body = text(answer);
        return body.substring(body.indexOf("\"errors\""));
    }

    static String text(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString();
        }
        catch (UnsupportedEncodingException ex) {
            throw new AssertionError(ex);
        }
    }

}
