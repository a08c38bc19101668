package io.tracebridge.web;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.tracebridge.outbox.EngineReady;
import io.tracebridge.security.Users;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Makes the first user and the demo project, and ends the start-up log with all that a
 * newcomer needs.
 */
@Component
class Welcome {

    private static final Logger log = LoggerFactory.getLogger(Welcome.class);

    private static final String ADMIN = "admin";

    private final Users users;

    private final DemoProject demo;

    private final String url;

    private final String adminPassword;

    private final Environment environment;

    private final AtomicReference<String> banner = new AtomicReference<>();

    private final AtomicBoolean engineReady = new AtomicBoolean();

    Welcome(Users users, DemoProject demo, @Value("${tracebridge.url}") String url,
            @Value("${tracebridge.admin-password:}") String adminPassword, Environment environment) {
        this.users = users;
        this.demo = demo;
        this.url = url;
        this.adminPassword = adminPassword;
        this.environment = environment;
    }

    @EventListener
    void started(ApplicationReadyEvent event) {
        var login = firstUser();
        this.demo.makeWhereNoneIs();
        this.banner.set(banner(login));
        greet();
    }

    @EventListener
    void engineReady(EngineReady event) {
        this.engineReady.set(true);
        greet();
    }

    /** Whichever comes last, program or engine, ends the start. */
    private void greet() {
        if (this.engineReady.get()) {
            Optional.ofNullable(this.banner.getAndSet(null)).ifPresent(log::info);
        }
    }

    private String firstUser() {
        if (!this.adminPassword.isBlank()) {
            this.users.saveAdmin(ADMIN, this.adminPassword);
            return ADMIN + " / as TRACEBRIDGE_ADMIN_PASSWORD says";
        }
        if (this.users.exists(ADMIN)) {
            return ADMIN + " / shown at the first start; TRACEBRIDGE_ADMIN_PASSWORD sets a new one";
        }
        var generated = this.users.randomPassword();
        this.users.saveAdmin(ADMIN, generated);
        return ADMIN + " / " + generated + "   (shown this once)";
    }

    private String banner(String login) {
        var text = new StringBuilder("Tracebridge is ready.\n\n").append("  Page        ")
            .append(this.url)
            .append("\n  Login       ")
            .append(login)
            .append(WelcomeWebApps.lines(this.environment));
        var project = this.demo.find();
        if (project != null) {
            var submission = project.submissionUrl(this.url);
            text.append("\n  Send to     ")
                .append(submission)
                .append("\n\n  Try it:     curl -s -H 'Content-Type: application/json' '")
                .append(submission)
                .append("?_mod_sync=true' -d '{\"classifiers\":[\"DemoError\"],\"attributes\":"
                        + "{\"application\":\"shop\",\"error.message\":\"total is missing\"}}'")
                .append("\n  and look:   ")
                .append(this.url)
                .append("/projects/")
                .append(project.name());
        }
        return text.append('\n').toString();
    }

}
