package io.tracebridge.triage.dryrun;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Automation.Event;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.issue.Payload;
import io.tracebridge.rules.Looks;
import io.tracebridge.rules.TriggerPolicy;
import io.tracebridge.tracker.Connection;
import io.tracebridge.triage.StoredReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What would have fired, and whose issue it would have been. */
class TriggerSimulationTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * Reports of one group are {@code second value}, numbered from 1 as they stand; the
     * value {@code n…} is filtered, others are submitted. Firings are
     * {@code report@second}, with {@code !} where an issue is made.
     */
    @ParameterizedTest(name = "{0}: {4} -> {5}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            every report makes an issue               | TRACE |  0 | 0 | 0 a, 0 a, 1 n            | 1@0! 2@0! 3@1
            the issue is there from the first submit  | GROUP |  0 | 0 | 0 n, 1 a, 2 b, 3 n       | 1@0 2@1!
            at the same moment, too                   | GROUP |  0 | 0 | 0 a, 0 b                 | 1@0!
            nothing makes no issue                    | GROUP |  0 | 0 | 0 n, 1 n                 | 1@0
            what was held back fires with a later one | GROUP |  0 | 3 | 0 n, 1 a, 2 b            | 1@2 2@2! 3@2
            until an issue is there, more may join    | GROUP | 10 | 0 | 0 n, 1 a, 2 b, 11 c      | 1@0 2@10! 3@10
            too few for the threshold                 | GROUP |  0 | 4 | 0 n, 1 a, 2 b            | none
            """)
    void firesOnceUntilTheIssueIsThere(String name, Event event, long frequency, long threshold, String reports,
            String firings) {
        var simulation = simulation(new Automation(true, event, frequency, threshold, null), Integration.State.ENABLED);
        var offered = offer(simulation, reports);

        var fired = offered.stream()
            .filter((report) -> simulation.of(report.id()).fires())
            .map((report) -> report.id() + "@"
                    + simulation.of(report.id()).at().minusSeconds(START.getEpochSecond()).getEpochSecond()
                    + (simulation.of(report.id()).createsIssue() ? "!" : ""))
            .toList();

        assertThat(String.join(" ", fired)).isEqualTo((firings != null) ? firings : "");
    }

    @ParameterizedTest(name = "{3}, report {4}: {5}")
    @CsvSource(delimiter = '|',
            textBlock = """
                    GROUP |  0 | 0 | 0 a           | 1 | the first report of its group
                    GROUP |  0 | 0 | 0 n, 1 a      | 2 | the first report of its group with this combination of values
                    GROUP |  0 | 0 | 0 n, 1 n      | 2 | this combination of values fired already
                    GROUP |  0 | 0 | 0 a, 1 b      | 2 | the group has its issue already
                    GROUP |  0 | 5 | 0 a           | 1 | held back by the threshold 5: 1 report so far
                    GROUP |  0 | 5 | 0 a, 1 b, 2 c | 3 | held back by the threshold 5: 3 reports so far
                    GROUP |  0 | 5 | 0 a, 1 a      | 2 | report 1 with this combination of values is held back already
                    GROUP |  0 | 2 | 0 a, 1 b      | 1 | held back until report 2 met the threshold 2
                    GROUP |  0 | 2 | 0 a, 1 b      | 2 | the first report of its group with this combination of values; it met the threshold 2
                    GROUP | 10 | 0 | 0 n, 1 a      | 2 | the first report of its group with this combination of values, and waited until 10 seconds after the firing before
                    TRACE |  0 | 0 | 0 a           | 1 | every report is looked at
                    TRACE |  0 | 3 | 0 a, 1 a      | 2 | below the threshold 3: 2 reports so far
                    TRACE |  0 | 2 | 0 a, 1 a      | 2 | every report is looked at; it met the threshold 2
                    TRACE | 10 | 0 | 0 a, 1 a      | 2 | less than 10 seconds after the firing at 2026-01-01T00:00:00Z
                    """)
    void saysWhyInWords(Event event, long frequency, long threshold, String reports, long report, String reason) {
        var simulation = simulation(new Automation(true, event, frequency, threshold, null), Integration.State.ENABLED);

        offer(simulation, reports);

        assertThat(simulation.of(report).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({ "false, ENABLED, automation is off", "true, DISABLED, the integration is disabled" })
    void nothingFiresWhatIsSwitchedOff(boolean enabled, Integration.State state, String reason) {
        var simulation = simulation(new Automation(enabled, Event.TRACE, 0, 0, null), state);

        offer(simulation, "0 a");

        assertThat(simulation.of(1)).isEqualTo(TriggerSimulation.Verdict.silent(reason));
    }

    @Test
    void aStoppedIntegrationGoesOnCollecting() {
        var simulation = simulation(new Automation(true, Event.TRACE, 0, 0, null), Integration.State.STOPPED);

        offer(simulation, "0 a");

        assertThat(simulation.of(1).fires()).isTrue();
    }

    @Test
    void saysWhenNoMoreCombinationsAreToldApart() {
        var simulation = simulation(new Automation(true, Event.GROUP, 0, 0, null), Integration.State.ENABLED);
        var last = TriggerPolicy.MAX_COMBINATIONS + 1;

        IntStream.rangeClosed(1, last).forEach((n) -> simulation.offer(report(n, 0, "n" + n), false));

        assertThat(simulation.of(last - 1).fires()).isTrue();
        assertThat(simulation.of(last).reason()).startsWith("the group has shown 100 other combinations");
    }

    @Test
    void groupsDoNotMindEachOther() {
        var simulation = simulation(new Automation(true, Event.GROUP, 0, 0, null), Integration.State.ENABLED);

        simulation.offer(report(1, 0, "a"), true);
        simulation.offer(new StoredReport(2, 1, 8, 8, "", START, START, Map.of("value", "a")), true);

        assertThat(simulation.of(2).createsIssue()).isTrue();
    }

    @Test
    void mergedGroupsAreOne() {
        var simulation = simulation(new Automation(true, Event.GROUP, 0, 0, null), Integration.State.ENABLED);

        simulation.offer(report(1, 0, "a"), true);
        simulation.offer(new StoredReport(2, 1, 8, 7, "", START, START, Map.of("value", "a")), true);

        assertThat(simulation.of(2).reason()).isEqualTo("the group has its issue already");
    }

    private static TriggerSimulation simulation(Automation automation, Integration.State state) {
        var integration = new Integration(1, 1, "shop", "I", "sandbox", state, new Connection(Map.of(), Map.of()),
                new Payload(null, null, null, null, null), new SyncSettings(false, false, null, null, null, null),
                automation, Optional.empty());
        return new TriggerSimulation(integration, Looks.AT_ALL.among(Set.of("value")));
    }

    private static List<StoredReport> offer(TriggerSimulation simulation, String reports) {
        var each = reports.split(", ");
        return IntStream.range(0, each.length).mapToObj((n) -> {
            var parts = each[n].split(" ");
            var report = report(n + 1, Long.parseLong(parts[0]), parts[1]);
            simulation.offer(report, !parts[1].startsWith("n"));
            return report;
        }).toList();
    }

    private static StoredReport report(long id, long second, String value) {
        var time = START.plusSeconds(second);
        return new StoredReport(id, 1, 7, 7, "", time, time, Map.of("value", value));
    }

}
