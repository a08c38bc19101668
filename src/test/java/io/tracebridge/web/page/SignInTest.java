package io.tracebridge.web.page;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.project.Projects;
import io.tracebridge.security.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** Who gets in, and what stands around every page. */
@SpringBootTest(classes = PageApp.class, properties = { Middle.ENGINE, Middle.KEY })
@AutoConfigureMockMvc
class SignInTest {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Projects projects;

    @Autowired
    Users users;

    @BeforeEach
    void twoProjects() {
        this.users.saveAdmin("admin", "admin-password");
        this.projects.save("shop", "Web shop", null);
        this.projects.save("game", "", null);
    }

    @Test
    void whoeverIsNotSignedInIsAskedToFirst() {
        assertThat(this.mvc.get().uri("/projects/shop")).hasStatus(302).hasHeader("Location", "http://localhost/login");
    }

    @Test
    void aPartOfAPageThatIsAskedForAfterTheSessionEndedSendsTheWholePageToTheLogin() {
        assertThat(this.mvc.get().uri("/projects").header("HX-Request", "true")).hasStatus(401)
            .hasHeader("HX-Redirect", "/login");
    }

    @Test
    void nameAndPasswordLeadIn() {
        assertThat(this.mvc.get().uri("/login")).hasStatusOk().bodyText().contains("Sign in", "name=\"_csrf\"");
        assertThat(this.mvc.post()
            .uri("/login")
            .param("username", "admin")
            .param("password", "admin-password")
            .with(csrf())).hasStatus(302).hasHeader("Location", "/");
    }

    @Test
    void aChangeWithoutTheTokenAgainstCrossSiteRequestsIsRefused() {
        assertThat(this.mvc.post().uri("/login").param("username", "admin").param("password", "admin-password"))
            .hasStatus(403);
    }

    @Test
    void everyPageForbidsScriptsOfOthers() {
        assertThat(this.mvc.get().uri("/login")).headers()
            .hasEntrySatisfying("Content-Security-Policy",
                    (values) -> assertThat(values).first()
                        .asString()
                        .contains("default-src 'none'", "script-src 'self';")
                        .doesNotContain("unsafe"));
    }

    @Test
    void theProjectsAreListedAndTheSwitchNamesThem() {
        assertThat(this.mvc.get().uri("/projects").with(user("tina").roles("TRIAGER"))).hasStatusOk()
            .bodyText()
            .contains("Web shop", "href=\"/projects/game\"", "tina");
    }

}
