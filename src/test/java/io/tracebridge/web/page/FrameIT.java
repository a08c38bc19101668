package io.tracebridge.web.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.browser.BrowserTest;
import io.tracebridge.browser.Browsing;
import io.tracebridge.project.Projects;
import io.tracebridge.security.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What stands around every page, in a real browser. */
@BrowserTest
@SpringBootTest(classes = PageApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { Middle.ENGINE, Middle.KEY })
class FrameIT {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Projects projects;

    @Autowired
    Users users;

    @BeforeEach
    void twoProjects() {
        this.users.saveAdmin("admin", "admin-password");
        this.projects.save("shop", "Web shop", null);
        this.projects.save("game", "Asteroids, the game", null);
    }

    @Test
    void signingInLeadsToWhereOneWantedToGoAndSigningOutBackToTheLogin(Browsing browsing) {
        var page = browsing.signIn("http://localhost:" + this.port + "/projects", "admin", "admin-password");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Projects"))).isVisible();
        browsing.shot("frame-projects");
        page.getByText("admin", new Page.GetByTextOptions().setExact(true)).click();
        page.getByText("Sign out").click();
        assertThat(page.getByText("You are signed out.")).isVisible();
        browsing.shot("frame-login");
    }

    @Test
    void aWrongPasswordIsSaidSo(Browsing browsing) {
        var page = browsing.page();
        page.navigate("http://localhost:" + this.port + "/projects");
        page.getByLabel("Name").fill("admin");
        page.getByLabel("Password").fill("wrong");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();

        assertThat(page.getByText("Name or password is wrong.")).isVisible();
    }

}
