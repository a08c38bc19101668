package io.tracebridge.intake;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Automation.Event;
import io.tracebridge.rules.Rule;
import io.tracebridge.rules.Rule.Action;
import io.tracebridge.triage.dryrun.TriedReport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A dry run says of every report what the live path then does with it: whether it fires,
 * what the rules say and why, and which issues come of it.
 */
class DryRunParityTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Set<String> ATTRIBUTES = Set.of("environment", "severity", "note");

    private static LivePath live;

    @BeforeContainer
    static void start() {
        live = new LivePath();
    }

    @AfterContainer
    static void stop() {
        live.close();
    }

    @Property(tries = 50, shrinking = ShrinkingMode.BOUNDED)
    void theDryRunSaysWhatTheLivePathDoes(@ForAll("automations") Automation automation,
            @ForAll("sequences") List<Sent> sequence) throws IOException {
        live.freshProject(ATTRIBUTES);
        var integration = live.integration(automation);
        var reports = sequence.stream().map((sent) -> live.receive(START, sent)).toList();
        live.finish();

        var tried = live.dryRun(integration);

        assertThat(tried).extracting(TriedReport::report).as("looks at all reports").isEqualTo(reports);
        assertThat(fired(tried)).as("fires for, decides and explains").isEqualTo(live.decisions(integration));
        assertThat(issues(tried)).as("issues").containsExactlyInAnyOrderElementsOf(live.issues(integration));
    }

    private static List<LivePath.Decided> fired(List<TriedReport> tried) {
        return tried.stream()
            .filter(TriedReport::fires)
            .map((report) -> new LivePath.Decided(report.report(), report.decision(), report.firesAt()))
            .toList();
    }

    private static List<LivePath.Made> issues(List<TriedReport> tried) {
        return tried.stream()
            .filter(TriedReport::createsIssue)
            .map((report) -> new LivePath.Made(report.report(), report.fingerprint(), report.issue().title()))
            .toList();
    }

    @Provide
    Arbitrary<Automation> automations() {
        return Combinators
            .combine(Arbitraries.of(Event.class), Arbitraries.of(0L, 10L, 60L), Arbitraries.longs().between(0, 4),
                    rules())
            .as((event, frequency, threshold, rules) -> new Automation(true, event, frequency, threshold, rules));
    }

    private static Arbitrary<List<Rule>> rules() {
        var attributes = Arbitraries.of("*", "environment", "severity", "note");
        var patterns = Arbitraries.of(".*", "stable", "^stable$", "fatal|error", "[0-9]+", "", "ni.*ly", "\\n", "ü");
        return Combinators.combine(attributes, patterns, Arbitraries.of(Action.class))
            .as((attribute, regex, action) -> new Rule(attribute, regex, action,
                    (action == Action.MENTION) ? "@" + attribute : null))
            .list()
            .ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Sent>> sequences() {
        var value = Arbitraries.of("stable", "unstable", "nightly", "fatal", "error 42", "", "ü\nstable",
                "$x {{project}}");
        var attributes = Arbitraries.maps(Arbitraries.of("environment", "severity", "note", "undefined"), value)
            .ofMaxSize(4);
        return Combinators
            .combine(Arbitraries.integers().between(0, 2), Arbitraries.of(0L, 0L, 1L, 5L, 10L, 40L), attributes)
            .as(Step::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(20)
            .map(DryRunParityTest::sent);
    }

    private static List<Sent> sent(List<Step> steps) {
        var sent = new ArrayList<Sent>();
        var second = 0L;
        for (var step : steps) {
            second += step.pause();
            sent.add(new Sent(step.group(), second, step.attributes()));
        }
        return sent;
    }

    private record Step(int group, long pause, Map<String, String> attributes) {
    }

    /**
     * @param second after the start
     */
    record Sent(int group, long second, Map<String, String> attributes) {
    }

}
