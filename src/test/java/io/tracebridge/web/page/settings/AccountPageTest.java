package io.tracebridge.web.page.settings;

import java.time.Duration;

import io.tracebridge.Middle;
import io.tracebridge.MutableClock;
import io.tracebridge.TestDatabase;
import io.tracebridge.security.Accounts;
import io.tracebridge.security.Users;
import io.tracebridge.web.page.PageApp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** The own account, the users, and signing in with too many guesses. */
@SpringBootTest(classes = PageApp.class, properties = { Middle.ENGINE, Middle.KEY })
@AutoConfigureMockMvc
class AccountPageTest {

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
    Accounts accounts;

    @Autowired
    MutableClock clock;

    @BeforeEach
    void anAdminAndATriager() {
        this.jdbc.sql("delete from app_user").update();
        this.clock.advance(Duration.ofMinutes(2));
        this.users.saveAdmin("ada", "ada-password");
        this.accounts.create("tina", "triager", "tina-password");
    }

    @Test
    void aTokenIsShownOnceAndDeletedByItsOwner() {
        this.users.newToken("ada", "of ada");

        assertThat(post("tina", "/account/tokens", "name", "build server")).hasStatusOk()
            .bodyText()
            .contains("tb_", "build server")
            .doesNotContain("of ada");

        assertThat(get("tina", "/account")).bodyText().contains("build server").doesNotContain("tb_");
        var id = this.jdbc.sql("select id from api_token where name = 'of ada'").query(Long.class).single();
        assertThat(post("tina", "/account/tokens/" + id + "/delete")).hasStatus(404);
        assertThat(post("ada", "/account/tokens/" + id + "/delete")).hasStatus(303);
        assertThat(post("tina", "/account/tokens", "name", " ")).hasStatus(422).bodyText().contains("name-error");
    }

    @ParameterizedTest
    @CsvSource({ "guess,new-password,new-password,old-error", "tina-password,new-password,other,again-error",
            "tina-password,short,short,password-error" })
    void aPasswordIsChangedByWhoeverKnowsTheOldOneAndTypesTheNewOneTwice(String old, String fresh, String again,
            String field) {
        assertThat(post("tina", "/account/password", "old", old, "password", fresh, "again", again)).hasStatus(422)
            .bodyText()
            .contains("id=\"" + field)
            .doesNotContain("value=\"" + fresh);
        assertThat(this.accounts.passwordIs("tina", "tina-password")).isTrue();

        assertThat(post("tina", "/account/password", "old", "tina-password", "password", "new-password", "again",
                "new-password"))
            .hasStatus(303);
        assertThat(this.accounts.passwordIs("tina", "new-password")).isTrue();
    }

    @Test
    void usersAreForAdminsAlone() {
        assertThat(get("tina", "/account/users")).hasStatus(403);
        assertThat(post("tina", "/account/users", "name", "eve", "role", "admin")).hasStatus(403);
        assertThat(post("tina", "/account/users/ada/password")).hasStatus(403);
        assertThat(get("tina", "/account")).bodyText().doesNotContain("/account/users");
        assertThat(get("ada", "/account/users")).hasStatusOk().bodyText().contains("tina");
    }

    @Test
    void aMadeUpPasswordIsShownOnce() {
        assertThat(post("ada", "/account/users", "name", "otto", "role", "triager")).hasStatusOk()
            .bodyText()
            .contains("Password of", "otto", "this once");
        assertThat(get("ada", "/account/users")).bodyText().contains("otto").doesNotContain("this once");
        assertThat(post("ada", "/account/users/otto/password")).hasStatusOk().bodyText().contains("this once");
        assertThat(post("ada", "/account/users", "name", "otto")).hasStatus(422).bodyText().contains("Is taken");
    }

    @Test
    void theLastAdminStays() {
        assertThat(post("ada", "/account/users/ada/role", "role", "triager")).hasStatus(303);
        assertThat(post("ada", "/account/users/ada/delete")).hasStatus(303);
        assertThat(this.accounts.lockAdmins()).containsExactly("ada");

        assertThat(post("ada", "/account/users/tina/role", "role", "admin")).hasStatus(303);
        assertThat(post("ada", "/account/users/ada/role", "role", "triager")).hasStatus(303);
        assertThat(this.accounts.lockAdmins()).containsExactly("tina");
    }

    @Test
    void whoeverGuessesIsToldToWait() {
        for (int i = 0; i < 10; i++) {
            assertThat(signIn("guess")).hasHeader("Location", "/login?error");
        }
        assertThat(signIn("ada-password")).hasHeader("Location", "/login?wait");
        assertThat(this.mvc.get().uri("/login?wait")).bodyText().contains("Too many tries. Wait a minute");
        this.clock.advance(Duration.ofMinutes(1));
        assertThat(signIn("ada-password")).hasHeader("Location", "/");
    }

    private MvcTestResult signIn(String password) {
        return this.mvc.post()
            .uri("/login")
            .param("username", "ada")
            .param("password", password)
            .with(csrf())
            .exchange();
    }

    private MvcTestResult get(String name, String path) {
        return this.mvc.get().uri(path).with(user(name).roles(roles(name))).exchange();
    }

    private MvcTestResult post(String name, String path, String... parameters) {
        var request = this.mvc.post().uri(path).with(user(name).roles(roles(name))).with(csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    private static String[] roles(String name) {
        return name.equals("ada") ? new String[] { "ADMIN", "TRIAGER" } : new String[] { "TRIAGER" };
    }

}
