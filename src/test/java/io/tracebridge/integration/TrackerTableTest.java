package io.tracebridge.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Proves;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerContract;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation says of trackers is what their suites prove: every tracker has a
 * suite, every capability has a test that a claim switches on, and the table is made from
 * the claims.
 */
class TrackerTableTest {

    private static final Path PAGE = Path.of("docs", "trackers.md");

    private static final String INTRODUCTION = """
            # Trackers

            What each tracker can do here. The table is made from what trackers claim, and a claim switches on the tests that
            prove it; `TrackerTableTest` keeps this page current.

            """;

    private final TrackerConfiguration configuration = new TrackerConfiguration();

    private final Trackers trackers = this.configuration
        .trackers(this.configuration.trackerHttp(Clock.systemUTC(), true, true), null, Clock.systemUTC(), List.of());

    @Test
    void everyTrackerHasASuite() {
        assertThat(suites()).containsAll(this.trackers.all().stream().map(Tracker::id).toList());
    }

    @Test
    void everyCapabilityHasATestThatProvesIt() {
        var proved = Arrays.stream(TrackerContract.class.getMethods())
            .filter((method) -> method.isAnnotationPresent(Proves.class))
            .map((method) -> method.getAnnotation(Proves.class).value())
            .collect(Collectors.toSet());

        assertThat(proved).isEqualTo(EnumSet.allOf(Capability.class));
    }

    @Test
    void thePageIsCurrent() throws IOException {
        var current = INTRODUCTION + table();
        var fresh = Files.writeString(Files.createDirectories(Path.of("target")).resolve("trackers.md"), current);

        assertThat(PAGE).as("copy %s to %s", fresh, PAGE).hasContent(current);
    }

    private String table() {
        var columns = List.copyOf(this.trackers.all());
        var text = new StringBuilder("| |");
        columns.forEach((tracker) -> text.append(' ').append(tracker.name()).append(" |"));
        text.append("\n|---|").append(":-:|".repeat(columns.size())).append('\n');
        for (var capability : Capability.values()) {
            text.append("| ").append(capability.title()).append(" |");
            columns.forEach((tracker) -> text.append(tracker.capabilities().contains(capability) ? " yes |" : " |"));
            text.append('\n');
        }
        return text.toString();
    }

    private static Set<String> suites() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(TrackerContract.class));
        return scanner.findCandidateComponents("io.tracebridge")
            .stream()
            .map(BeanDefinition::getBeanClassName)
            .filter((suite) -> suite.endsWith("Test"))
            .map(TrackerTableTest::trackerOf)
            .collect(Collectors.toSet());
    }

    private static String trackerOf(String suite) {
        try {
            var constructor = Class.forName(suite).getDeclaredConstructor();
            constructor.setAccessible(true);
            return ((TrackerContract) constructor.newInstance()).tracker().id();
        }
        catch (ReflectiveOperationException ex) {
            throw new AssertionError(suite + " does not say which tracker it is about", ex);
        }
    }

}
