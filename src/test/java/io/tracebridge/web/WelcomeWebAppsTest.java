package io.tracebridge.web;

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class WelcomeWebAppsTest {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void saysNothingWhereNoneAreKnown() {
        this.environment.setProperty("tracebridge.operate-url", "");

        assertThat(WelcomeWebApps.lines(this.environment)).isEmpty();
    }

    @Test
    void namesTheAdminsOwnWithoutALogin() {
        this.environment.setProperty("tracebridge.operate-url", "https://operate.example");

        assertThat(WelcomeWebApps.lines(this.environment)).isEqualTo("\n  Operate     https://operate.example");
    }

    @Test
    void saysHowToLogInToTheLocalOnesAndWhetherTheyAreReady() {
        this.environment.setProperty("tracebridge.operate-url", "http://127.0.0.1:8081/operate");
        this.environment.setProperty("tracebridge.tasklist-url", "http://127.0.0.1:8081/tasklist");
        this.environment.setProperty("tracebridge.platform.webapps-login", "demo / demo");

        assertThat(WelcomeWebApps.lines(this.environment).lines().skip(1)).hasSize(2)
            .allMatch((line) -> line.contains("(demo / demo; still starting"));

        this.environment.setProperty("tracebridge.platform.webapps-ready", "true");
        assertThat(WelcomeWebApps.lines(this.environment).lines().skip(1)).hasSize(2)
            .allMatch((line) -> line.endsWith("(demo / demo)"));
    }

}
