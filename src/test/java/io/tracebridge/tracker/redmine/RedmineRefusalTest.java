package io.tracebridge.tracker.redmine;

import java.util.Map;
import java.util.stream.Stream;

import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Why Redmine created nothing. */
class RedmineRefusalTest extends RedmineFixture {

    @Test
    void tiesRedminesWordsToTheFieldsTheyAreAbout() {
        this.redmine.refusal = refusal(422, "Version seen is invalid", "Assignee is invalid", "Ein anderer Grund");
        var draft = draft("Crash", Map.of("Version seen", "4.2"));

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().create(draft, MARKER))
            .withMessageContaining("Version seen is invalid; Assignee is invalid; Ein anderer Grund")
            .satisfies((rejected) -> {
                assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
                assertThat(rejected.fields()).containsOnlyKeys("Version seen", "Assignee");
            });
    }

    static Stream<Arguments> refusals() {
        return Stream.of(Arguments.of(403, Rejected.class, "role"), Arguments.of(404, Rejected.class, "project"),
                Arguments.of(401, TrackerException.CredentialRefused.class, "REST web service"),
                Arguments.of(405, TrackerException.NotTheTracker.class, "405"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void tellsWordlessRefusalsApart(int status, Class<? extends TrackerException> expected, String words) {
        this.redmine.refusal = new MockResponse.Builder().code(status)
            .setHeader("Content-Type", "application/json")
            .build();

        assertThatExceptionOfType(TrackerException.class).isThrownBy(() -> client().create(draft("Crash"), MARKER))
            .isInstanceOf(expected)
            .withMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({ "boom 💥, true", "boom, false" })
    void saysWhatOldDatabasesFailOn(String title, boolean told) {
        this.redmine.refusal = new MockResponse.Builder().code(500).build();

        var unavailable = catchThrowableOfType(TrackerException.Unavailable.class,
                () -> client().create(draft(title), MARKER));

        assertThat(unavailable.getMessage().contains("utf8mb4")).isEqualTo(told);
    }

    @Test
    void neverCreatesAsAStrangerWhereAnybodyMayCreate() {
        this.redmine.open = true;

        assertThatExceptionOfType(TrackerException.CredentialRefused.class)
            .isThrownBy(() -> tracker().connect(this.redmine.wrongConnection()).create(draft("Crash"), MARKER));
        assertThat(this.redmine.issues()).isEmpty();
    }

    private static MockResponse refusal(int status, String... errors) {
        var body = FakeJson.object();
        Stream.of(errors).forEach(body.putArray("errors")::add);
        return new MockResponse.Builder().code(status)
            .setHeader("Content-Type", "application/json; charset=utf-8")
            .body(body.toString())
            .build();
    }

}
