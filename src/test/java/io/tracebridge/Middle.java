package io.tracebridge;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * Everything between the edges and the pure packages, on a real database, with a clock
 * that a test moves: the context of tests that need no engine. Named in
 * {@code @SpringBootTest(classes = …)}, with {@link #ENGINE} and {@link #KEY} as
 * properties, beside {@link RealTrackers} or a configuration with the test's own
 * {@code Trackers}. Without a stereotype, so that no scan finds it.
 */
@EnableAutoConfiguration
@Import(TransactionConfiguration.class)
@ComponentScan(
        basePackages = { "io.tracebridge.integration", "io.tracebridge.project", "io.tracebridge.triage",
                "io.tracebridge.link", "io.tracebridge.notify", "io.tracebridge.outbox", "io.tracebridge.security",
                "io.tracebridge.sandbox" },
        excludeFilters = { @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.TrackerConfiguration"),
                @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class) })
public class Middle {

    public static final String ENGINE = "camunda.client.enabled=false";

    public static final String KEY = "tracebridge.secret-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @Bean
    MutableClock clock() {
        return new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** The trackers that the program ships. */
    @ComponentScan(basePackages = "io.tracebridge.integration", useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.TrackerConfiguration"))
    public static class RealTrackers {

    }

}
