package io.tracebridge.tracker.jira;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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

/** Why Jira created nothing, and when to ask again. */
class JiraCloudRefusalTest extends JiraCloudFixture {

    static Stream<Arguments> refusals() {
        return Stream.of(Arguments.of(FakeJira.error(403, "No."), Rejected.class, "Jira forbids it: No."),
                Arguments.of(FakeJira.error(413, "Too big."), Rejected.class, "too large: Too big."),
                Arguments.of(FakeJira.error(422, "Field configuration is broken."), Rejected.class, "is broken."),
                Arguments.of(FakeJira.error(409, "Busy."), TrackerException.Conflict.class, "Busy."),
                Arguments.of(FakeJira.error(401, "Expired."), TrackerException.CredentialRefused.class, "Expired."),
                Arguments.of(new MockResponse.Builder().code(400).build(), TrackerException.NotTheTracker.class,
                        "without Jira's words"),
                Arguments.of(FakeJira.error(403, "No.")
                    .newBuilder()
                    .setHeader("X-Authentication-Denied-Reason", "CAPTCHA_CHALLENGE")
                    .build(), TrackerException.CredentialRefused.class, "CAPTCHA"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void tellsRefusalsApart(MockResponse refusal, Class<? extends TrackerException> expected, String words) {
        this.jira.refusal = refusal;

        assertThatExceptionOfType(TrackerException.class).isThrownBy(() -> client().create(draft("Crash"), MARKER))
            .isInstanceOf(expected)
            .withMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({ "project, valid project is required, PROJECT_MISSING",
            "issuetype, The issue type selected is invalid., PROJECT_MISSING",
            "summary, You must specify a summary of the issue., INVALID_FIELD" })
    void saysWhatOfARefusalIsTheProjectsFault(String field, String words, Reason reason) {
        this.jira.refusal = FakeJira.error(400, "")
            .newBuilder()
            .body("{\"errorMessages\":[],\"errors\":{\"%s\":\"%s\"}}".formatted(field, words))
            .build();

        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft("Crash"), MARKER));

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.fields()).containsExactly(Map.entry(field, words));
    }

    @Test
    void aMissingProjectIsToldApartWhenCreating() {
        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> connect(Map.of("projectKey", "NOPE")).create(draft("Crash"), MARKER))
            .satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(Reason.PROJECT_MISSING));
    }

    @Test
    void waitsAsLongAsTheBurstLimitSays() {
        this.jira.refusal = new MockResponse.Builder().code(429)
            .setHeader("RateLimit-Reason", "jira-burst-based")
            .setHeader("X-RateLimit-Reset",
                    LocalDateTime.now(ZoneOffset.UTC)
                        .plusHours(1)
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'")))
            .build();

        var limited = catchThrowableOfType(TrackerException.RateLimited.class,
                () -> client().create(draft("Crash"), MARKER));

        assertThat(limited.retryAfter()).isBetween(Duration.ofMinutes(58), Duration.ofMinutes(60));
        assertThat(limited).hasMessageContaining("jira-burst-based");
    }

    @Test
    void saysHowLongAnOverloadedJiraWantsToBeLeftAlone() {
        this.jira.refusal = new MockResponse.Builder().code(503).setHeader("Retry-After", "11").build();

        var unavailable = catchThrowableOfType(TrackerException.Unavailable.class,
                () -> client().create(draft("Crash"), MARKER));

        assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(11));
    }

}
