package io.tracebridge.intake;

import java.time.Clock;
import java.util.List;

import io.camunda.client.spring.configuration.CamundaAutoConfiguration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.outbox.Outbox;
import io.tracebridge.project.Projects;
import io.tracebridge.security.SecretCipher;
import io.tracebridge.triage.Reopening;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The intake with what it needs and nothing else: no engine, no security. Deliberately
 * without a stereotype, so that no scan of the whole application finds it.
 */
@EnableAutoConfiguration(exclude = { CamundaAutoConfiguration.class, SecurityAutoConfiguration.class,
        ManagementWebSecurityAutoConfiguration.class })
@ComponentScan(basePackageClasses = ReportStore.class)
@ComponentScan(basePackageClasses = Integrations.class, useDefaultFilters = false,
        includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*Integration(Json|Columns)"))
@ComponentScan(basePackageClasses = Reopening.class, useDefaultFilters = false,
        includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.(Reopening|Standings|Activities)"))
@Import({ Projects.class, Integrations.class, Outbox.class, IntakeApp.Neighbours.class })
class IntakeApp {

    static final String[] PROPERTIES = { "spring.threads.virtual.enabled=true",
            "spring.servlet.multipart.enabled=false", "spring.main.banner-mode=off", "server.port=0" };

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecretCipher secretCipher() {
        return new SecretCipher(List.of(new byte[32]));
    }

    /** Stand-ins for other parts of the application whose paths look alike. */
    @RestController
    static class Neighbours {

        @PostMapping({ "/api/v1/{thing}", "/hooks/{integrationId}/{secret}", "/projects/{project}/integrations" })
        String neighbour() {
            return "neighbour";
        }

    }

}
