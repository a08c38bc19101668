package io.tracebridge.web.api;

import java.time.Duration;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import io.tracebridge.Middle;
import io.tracebridge.MutableClock;
import io.tracebridge.TestDatabase;
import io.tracebridge.security.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;

/** The HTTP contract of users, passwords and tokens, and of signing in to it. */
@SpringBootTest(classes = ApiApp.class, properties = { Middle.ENGINE, Middle.KEY })
@AutoConfigureMockMvc
class UserApiTest {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Users users;

    @Autowired
    MutableClock clock;

    String token;

    @BeforeEach
    void oneAdmin() {
        this.jdbc.sql("delete from app_user").update();
        this.clock.advance(Duration.ofMinutes(2));
        this.users.saveAdmin("ada", "ada-password");
        this.token = this.users.newToken("ada", "test");
    }

    @Test
    void anAdminAddsAPersonWhosePasswordIsMadeUpAndShownOnce() throws Exception {
        var added = send("PUT", "/api/v1/users/tina", "{\"role\": \"triager\"}");

        assertThat(added).hasStatusOk();
        var password = JsonPath.<String>read(added.getResponse().getContentAsString(), "$.password");
        assertThat(signIn("tina", password)).hasStatusOk();
        assertThat(send("GET", "/api/v1/users/tina", null)).bodyText()
            .contains("\"role\":\"triager\"", "createdAt")
            .doesNotContain(password);
        assertThat(send("GET", "/api/v1/users", null)).bodyJson()
            .extractingPath("$.items[*].name")
            .isEqualTo(List.of("ada", "tina"));
    }

    @Test
    void aPasswordThatIsGivenIsNotShown() {
        assertThat(send("PUT", "/api/v1/users/tina", "{\"password\": \"chosen-by-hand\"}")).hasStatusOk()
            .bodyJson()
            .isEqualTo("{\"name\": \"tina\", \"role\": \"triager\"}");
        assertThat(signIn("tina", "chosen-by-hand")).hasStatusOk();
    }

    @Test
    void aResetPasswordReplacesTheOldOneAndSignsOut() throws Exception {
        send("PUT", "/api/v1/users/tina", "{\"password\": \"chosen-by-hand\"}");
        signedInToPages("tina");
        signedInToPages("ada");

        var reset = send("POST", "/api/v1/users/tina/password", null);

        assertThat(signIn("tina", "chosen-by-hand")).hasStatus(401);
        assertThat(signIn("tina", JsonPath.read(reset.getResponse().getContentAsString(), "$.password"))).hasStatusOk();
        assertThat(sessions()).containsExactly("ada");
        assertThat(send("POST", "/api/v1/users/nobody/password", null)).hasStatus(404);
    }

    @Test
    void anotherRoleHoldsAtOnce() {
        send("PUT", "/api/v1/users/tina", "{\"password\": \"chosen-by-hand\"}");
        var tina = this.users.newToken("tina", "script");
        assertThat(sendAs(tina, "GET", "/api/v1/users", null)).hasStatus(403);

        assertThat(send("PUT", "/api/v1/users/tina", "{\"role\": \"admin\"}")).hasStatusOk();

        assertThat(sendAs(tina, "GET", "/api/v1/users", null)).hasStatusOk();
        assertThat(signIn("tina", "chosen-by-hand")).hasStatusOk();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT    | tina         | {"role": "boss"}        | role     | admin or triager
            PUT    | tina         | {"password": "short"}   | password | 10 to 72
            PUT    | tina:x       | {}                      | name     | letters, digits
            PUT    | ada          | {"role": "triager"}     | name     | the last admin
            DELETE | ada          |                         | name     | yourself
            """)
    void whatWouldLockEverybodyOutOrCannotBeANameIsRefused(String method, String name, String body, String field,
            String right) {
        assertThat(send(method, "/api/v1/users/" + name, body)).hasStatus(422)
            .bodyText()
            .contains("\"field\":\"" + field + "\"", right);
        assertThat(send("GET", "/api/v1/users", null)).bodyJson()
            .extractingPath("$.items[*].role")
            .isEqualTo(List.of("admin"));
    }

    @Test
    void deletingAPersonTakesTokensAndSessionsAlong() {
        send("PUT", "/api/v1/users/tina", "{\"password\": \"chosen-by-hand\"}");
        var tina = this.users.newToken("tina", "script");
        signedInToPages("tina");

        assertThat(send("DELETE", "/api/v1/users/tina", null)).hasStatus(204);

        assertThat(sendAs(tina, "GET", "/api/v1/tokens", null)).hasStatus(401);
        assertThat(sessions()).isEmpty();
        assertThat(send("DELETE", "/api/v1/users/tina", null)).hasStatus(404);
    }

    @Test
    void triagersSeeTheirOwnAccountAndNobodyElses() {
        send("PUT", "/api/v1/users/tina", "{\"password\": \"chosen-by-hand\"}");
        var tina = this.users.newToken("tina", "script");

        assertThat(sendAs(tina, "GET", "/api/v1/account", null)).bodyJson()
            .extractingPath("$.role")
            .isEqualTo("triager");
        for (var call : List.of("GET /api/v1/users", "GET /api/v1/users/tina", "PUT /api/v1/users/tina",
                "DELETE /api/v1/users/ada", "POST /api/v1/users/ada/password")) {
            assertThat(sendAs(tina, call.split(" ")[0], call.split(" ")[1], "{}")).as(call).hasStatus(403);
        }
    }

    @Test
    void changingTheOwnPasswordNeedsTheOldOne() {
        send("PUT", "/api/v1/users/tina", "{\"password\": \"chosen-by-hand\"}");
        var tina = this.users.newToken("tina", "script");
        var password = "/api/v1/account/password";

        assertThat(sendAs(tina, "PUT", password, "{\"old\": \"guess\", \"password\": \"another-one\"}")).hasStatus(422)
            .bodyText()
            .contains("\"field\":\"old\"");
        assertThat(sendAs(tina, "PUT", password, "{\"old\": \"chosen-by-hand\"}")).hasStatus(422);
        assertThat(sendAs(tina, "PUT", password, "{\"old\": \"chosen-by-hand\", \"password\": \"another-one\"}"))
            .hasStatus(204);
        assertThat(signIn("tina", "another-one")).hasStatusOk();
    }

    @Test
    void tokensAreListedWithoutTheirTextAndDeletedByTheirOwnerAlone() {
        send("PUT", "/api/v1/users/tina", "{\"password\": \"chosen-by-hand\"}");
        var tina = this.users.newToken("tina", "script");
        var id = this.jdbc.sql("select id from api_token where name = 'script'").query(Long.class).single();

        assertThat(sendAs(tina, "GET", "/api/v1/tokens", null)).bodyText()
            .contains("\"name\":\"script\"")
            .doesNotContain("\"test\"", tina);
        assertThat(send("DELETE", "/api/v1/tokens/" + id, null)).hasStatus(404);
        assertThat(sendAs(tina, "DELETE", "/api/v1/tokens/" + id, null)).hasStatus(204);
        assertThat(sendAs(tina, "GET", "/api/v1/tokens", null)).hasStatus(401);
    }

    @Test
    void whoeverGuessesWaitsAMinuteEvenWithTheRightPassword() {
        for (int i = 0; i < 10; i++) {
            assertThat(signIn("ada", "guess-" + i)).hasStatus(401);
        }

        assertThat(signIn("ada", "ada-password")).hasStatus(429)
            .hasHeader("Retry-After", "60")
            .bodyText()
            .contains("Too many tries. Wait a minute");
        assertThat(signIn("tina", "guess")).as("the same address with another name").hasStatus(429);
        assertThat(send("GET", "/api/v1/account", null)).as("a token is no guess").hasStatusOk();
        this.clock.advance(Duration.ofMinutes(1));
        assertThat(signIn("ada", "ada-password")).hasStatusOk();
    }

    private void signedInToPages(String name) {
        this.jdbc.sql("""
                insert into spring_session values (gen_random_uuid()::text, gen_random_uuid()::text, 0, 0, 1, 0, ?)""")
            .param(name)
            .update();
    }

    private List<String> sessions() {
        return this.jdbc.sql("delete from spring_session returning principal_name").query(String.class).list();
    }

    private MvcTestResult signIn(String name, String password) {
        return this.mvc.get().uri("/api/v1/account").with(httpBasic(name, password)).exchange();
    }

    private MvcTestResult send(String method, String path, String body) {
        return sendAs(this.token, method, path, body);
    }

    private MvcTestResult sendAs(String token, String method, String path, String body) {
        var request = this.mvc.method(HttpMethod.valueOf(method)).uri(path).header("Authorization", "Bearer " + token);
        return (body != null) ? request.contentType(MediaType.APPLICATION_JSON).content(body).exchange()
                : request.exchange();
    }

}
