package io.tracebridge.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Automation.Event;
import io.tracebridge.integration.Integration.State;
import io.tracebridge.rules.Decision.TraceEntry;
import io.tracebridge.rules.Rule.Action;
import io.tracebridge.triage.Explanation.Decided;
import io.tracebridge.triage.Explanation.Facts;
import io.tracebridge.triage.Explanation.Issue;
import io.tracebridge.triage.Explanation.Standing;
import io.tracebridge.triage.Explanation.Trigger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Why was no issue made? One row, one answer. */
class ExplanationTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest(name = "{index}: {6}")
    @CsvSource(delimiter = '|', nullValues = "-",
            textBlock = """
                    # integration       | automation | merged | issue    | decision | pending held seconds fired | standing          | sentence
                    enabled             | on         | -      | linked   | submit   | 0 0 - true                 | linked            | Issue SHOP-7 is linked.
                    disabled            | off        | -      | linked   | filter   | 0 0 - true                 | linked            | Issue SHOP-7 is linked.
                    enabled             | on         | -      | reserved | submit   | 0 0 - true                 | in-flight         | An issue is being made.
                    paused              | on         | -      | reserved | submit   | 0 0 - true                 | waiting           | An issue is wanted and waits: the integration is paused (401 from Jira).
                    enabled             | on         | -      | rejected | submit   | 0 0 - true                 | rejected          | The tracker refused the issue ("no such field"), and it waits in the task list for somebody to correct it.
                    enabled             | on         | -      | given-up | submit   | 0 0 - true                 | given-up          | The tracker refused the issue and somebody gave up on it, so no rule tries again.
                    enabled             | on         | -      | unlinked | -        | 0 0 - true                 | unlinked          | Issue SHOP-7 was unlinked.
                    enabled             | on         | -      | gone     | filter   | 0 0 - true                 | gone              | Issue SHOP-7 is gone from the tracker: link another in its place, or have it made again.
                    enabled             | on         | -      | unlinked | submit   | 0 0 - true                 | in-flight         | Report 12 was submitted by rule 2 (submit if any attribute matches "x"), and its issue is being made.
                    stopped             | on         | -      | -        | submit   | 0 0 - true                 | waiting           | Report 12 was submitted by rule 2 (submit if any attribute matches "x"), and its issue waits: the integration is stopped.
                    enabled             | on         | -      | -        | default  | 0 0 - true                 | in-flight         | Report 12 was submitted by default, as no submit or filter rule matched, and its issue is being made.
                    disabled            | on         | -      | -        | filter   | 0 0 - true                 | disabled          | The integration is disabled and looks at no report.
                    enabled             | off        | -      | -        | filter   | 0 0 - true                 | automation-off    | Its automation is off: issues are made by hand only.
                    enabled             | on         | -      | -        | filter   | 0 0 - true                 | filtered          | Report 12 was filtered by rule 1 (filter if buildType matches "nightly").
                    enabled             | on         | -      | -        | filter   | 3 1 - true                 | filtered          | Report 12 was filtered by rule 1 (filter if buildType matches "nightly"); another combination of values waits, 3 of 10 are reached.
                    paused              | on         | -      | -        | -        | 3 1 - false                | waiting           | No report was decided yet, and an issue would wait: the integration is paused (401 from Jira).
                    enabled             | on         | -      | -        | -        | 3 1 - false                | below-threshold   | The automation fires after more reports than came: 3 of 10 are reached.
                    enabled             | on         | -      | -        | -        | 0 0 30 true                | held-by-frequency | A report goes to the rules at 2026-01-01T12:00:30Z, since the automation fires only every 60 seconds.
                    enabled             | on         | -      | -        | -        | 0 0 -30 true               | undecided         | A report is on its way to the rules and not decided yet.
                    enabled             | on         | -      | -        | -        | 0 0 - false                | no-report         | No report of the group was put to the rules since the automation was switched on.
                    enabled             | on         | abc    | linked   | submit   | 0 0 - true                 | merged            | The group is merged into abc, where its reports count and its issues are made.
                    """)
    void oneSentenceSaysWhyAndNamesWhatDecided(String integration, String automation, String merged, String issue,
            String decision, String trigger, String standing, String sentence) {
        var parts = trigger.split(" ");
        var facts = new Facts("paused".equals(integration) ? State.ENABLED : State.valueOf(integration.toUpperCase()),
                "paused".equals(integration) ? Optional.of("401 from Jira") : Optional.empty(),
                new Automation("on".equals(automation), Event.GROUP, 60, 10, List.of()), Optional.ofNullable(merged),
                Optional.ofNullable(issue).map((state) -> new Issue(state, "SHOP-7", "no such field")),
                Optional.ofNullable(decision).map(ExplanationTest::decided),
                new Trigger(Long.parseLong(parts[0]), Long.parseLong(parts[1]),
                        "-".equals(parts[2]) ? null : NOW.plusSeconds(Long.parseLong(parts[2])),
                        Boolean.parseBoolean(parts[3])),
                NOW);

        var explanation = Explanation.of(facts);

        assertThat(explanation.sentence()).isEqualTo(sentence);
        assertThat(explanation.standing().id()).isEqualTo(standing);
    }

    @ParameterizedTest
    @EnumSource
    void standingsAreSpeltWithHyphens(Standing standing) {
        assertThat(standing.id()).matches("[a-z]+(-[a-z]+)*");
    }

    private static Decided decided(String outcome) {
        return switch (outcome) {
            case "filter" -> new Decided(12, false, Optional
                .of(new TraceEntry(1, Action.FILTER, "buildType", "nightly", true, "buildType", "nightly")));
            case "submit" ->
                new Decided(12, true, Optional.of(new TraceEntry(2, Action.SUBMIT, "*", "x", true, "buildType", "x")));
            default -> new Decided(12, true, Optional.empty());
        };
    }

}
