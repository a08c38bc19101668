package io.tracebridge.sync;

import java.time.Instant;
import java.util.Optional;

import io.tracebridge.sync.SyncPolicy.OnConflict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MergeTest {

    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");

    private static final Instant LATE = Instant.parse("2026-01-01T00:00:01Z");

    /** Base is a; a direction is named when it is on. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            push pull | ask     | a | a | InStep
            push pull | ask     | b | b | Agreed b
            push pull | ask     | b | a | Push b
            push pull | ask     | a | b | Pull b
            push pull | ask     | b | c | Conflict
            push pull | tracker | b | c | Pull c
            push pull | group   | b | c | Push b
            push      | ask     | b | a | Push b
            push      | ask     | a | b | Skipped
            push      | tracker | b | c | Push b
            pull      | ask     | b | a | Skipped
            pull      | ask     | a | b | Pull b
            pull      | group   | b | c | Pull c
            none      | ask     | b | a | Skipped
            none      | ask     | a | b | Skipped
            none      | ask     | b | c | Skipped
            none      | ask     | b | b | Agreed b""")
    void mergesAgainstWhatWasAgreed(String on, String conflict, String ours, String theirs, String outcome) {
        var sides = new Sides<>(Optional.of(Base.both("a")), ours, EARLY, theirs, EARLY);

        assertThat(words(merge(on, "tracker", conflict).of(sides))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            push pull | tracker | a | a | Agreed a
            push pull | tracker | a | b | Pull b
            push pull | group   | a | b | Push a
            push      | tracker | a | b | Skipped
            pull      | group   | a | b | Skipped""")
    void atLinkingTheSettingForItDecides(String on, String onLink, String ours, String theirs, String outcome) {
        var sides = new Sides<>(Optional.empty(), ours, EARLY, theirs, EARLY);

        assertThat(words(merge(on, onLink, "ask").of(sides))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({ "true, Push b", "false, Pull c" })
    void theNewestChangeWinsAndTheTrackersIfTheyAreOfOneMoment(boolean oursLater, String outcome) {
        var sides = new Sides<>(Optional.of(Base.both("a")), "b", oursLater ? LATE : EARLY, "c", EARLY);

        assertThat(words(merge("push pull", "tracker", "newest").of(sides))).isEqualTo(outcome);
    }

    /**
     * What a switched-off direction left apart stays apart, until the side changes whose
     * direction is on.
     */
    @ParameterizedTest
    @CsvSource({ "a, b, InStep", "c, b, Push c", "b, b, Agreed b", "a, d, Skipped" })
    void whatWasLeftApartDoesNotComeUpAgain(String ours, String theirs, String outcome) {
        var sides = new Sides<>(Optional.of(new Base<>("a", "b")), ours, EARLY, theirs, EARLY);

        assertThat(words(merge("push", "tracker", "ask").of(sides))).isEqualTo(outcome);
    }

    private static Merge merge(String on, String onLink, String onConflict) {
        return new Merge(
                new SyncPolicy(on.contains("push"), on.contains("pull"), Side.of(onLink), OnConflict.of(onConflict)));
    }

    private static String words(Outcome<String> outcome) {
        return switch (outcome) {
            case Outcome.InStep<String>() -> "InStep";
            case Outcome.Agreed<String>(var value) -> "Agreed " + value;
            case Outcome.Push<String>(var value, var why) -> "Push " + value;
            case Outcome.Pull<String>(var value, var why) -> "Pull " + value;
            case Outcome.Conflict<String> conflict -> "Conflict";
            case Outcome.Skipped<String> skipped -> "Skipped";
            case Outcome.Regression<String> regression -> throw new AssertionError("no merge asks for a new issue");
        };
    }

}
