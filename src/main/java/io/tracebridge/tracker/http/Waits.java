package io.tracebridge.tracker.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads how long a tracker wants to be left alone. {@code Retry-After} is seconds or an
 * HTTP date; the reset headers are, by tracker, seconds from now, epoch seconds, epoch
 * milliseconds or ISO 8601, which their size and shape tell apart.
 */
final class Waits {

    private static final List<String> RESET_HEADERS = List.of("X-RateLimit-Reset", "RateLimit-Reset",
            "X-RateLimit-Requests-Reset");

    private static final List<String> REMAINING_HEADERS = List.of("X-RateLimit-Remaining", "RateLimit-Remaining",
            "X-RateLimit-Requests-Remaining");

    private static final Duration LONGEST = Duration.ofHours(24);

    private final Clock clock;

    Waits(Clock clock) {
        this.clock = clock;
    }

    /** A reset header counts only when nothing remains: most trackers send it always. */
    Optional<Duration> read(int status, Map<String, List<String>> headers) {
        var retryAfter = first(headers, List.of("Retry-After")).flatMap(this::retryAfter);
        if (retryAfter.isPresent()) {
            return retryAfter;
        }
        var exhausted = status == 429 || first(headers, REMAINING_HEADERS).filter("0"::equals).isPresent();
        return exhausted ? first(headers, RESET_HEADERS).flatMap(this::reset) : Optional.empty();
    }

    private Optional<Duration> retryAfter(String value) {
        return digits(value) ? Optional.of(bounded(Duration.ofSeconds(Long.parseLong(value))))
                : until(value, DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    private Optional<Duration> reset(String value) {
        if (!digits(value)) {
            return until(value, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        }
        var number = Long.parseLong(value);
        if (number >= 100_000_000_000L) {
            return Optional.of(until(Instant.ofEpochMilli(number)));
        }
        return Optional.of((number >= 1_000_000_000L) ? until(Instant.ofEpochSecond(number))
                : bounded(Duration.ofSeconds(number)));
    }

    private Optional<Duration> until(String value, DateTimeFormatter format) {
        try {
            var instant = format.parseBest(value, ZonedDateTime::from, OffsetDateTime::from);
            return Optional.of(until(Instant.from(instant)));
        }
        catch (DateTimeException ex) {
            return Optional.empty();
        }
    }

    private Duration until(Instant instant) {
        return bounded(Duration.between(this.clock.instant(), instant));
    }

    /** Neither a clock that runs differently nor a hostile answer stops us for long. */
    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return (wait.compareTo(LONGEST) > 0) ? LONGEST : wait;
    }

    private static boolean digits(String value) {
        return !value.isEmpty() && value.length() <= 15 && value.chars().allMatch((c) -> c >= '0' && c <= '9');
    }

    private static Optional<String> first(Map<String, List<String>> headers, List<String> names) {
        return names.stream()
            .flatMap((name) -> headers.getOrDefault(name, List.of()).stream())
            .map(String::strip)
            .findFirst();
    }

}
