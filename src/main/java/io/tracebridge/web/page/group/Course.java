package io.tracebridge.web.page.group;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import io.tracebridge.triage.Occurrences;
import io.tracebridge.triage.Occurrences.Bucket;

/**
 * How often a group's error happened lately, to be drawn and to be read.
 *
 * @param labels one for each count, in UTC
 */
record Course(Span span, List<String> labels, List<Long> counts, String words) {

    static Course of(Occurrences occurrences, long groupId, Span span, Clock clock) {
        var now = clock.instant();
        var buckets = occurrences.timeline(groupId, now.minus(span.length), now.plusNanos(1), span.unit);
        return new Course(span, buckets.stream().map((bucket) -> span.label(bucket.start())).toList(),
                buckets.stream().map(Bucket::reports).toList(), words(span, buckets));
    }

    private static String words(Span span, List<Bucket> buckets) {
        var total = buckets.stream().mapToLong(Bucket::reports).sum();
        if (total == 0) {
            return "None in the last " + span.words + ".";
        }
        var most = buckets.stream().max(Comparator.comparingLong(Bucket::reports)).orElseThrow();
        return String.format(Locale.ROOT, "%,d in the last %s, most of them (%,d) %s %s.", total, span.words,
                most.reports(), (span == Span.DAY) ? "from" : "on", span.label(most.start()));
    }

    enum Span {

        DAY("24 hours", Duration.ofHours(23), ChronoUnit.HOURS, "HH:mm 'UTC'"),

        MONTH("30 days", Duration.ofDays(29), ChronoUnit.DAYS, "d MMM");

        private final String words;

        private final Duration length;

        private final ChronoUnit unit;

        private final DateTimeFormatter label;

        Span(String words, Duration length, ChronoUnit unit, String label) {
            this.words = words;
            this.length = length;
            this.unit = unit;
            this.label = DateTimeFormatter.ofPattern(label, Locale.ENGLISH).withZone(ZoneOffset.UTC);
        }

        /** Anything unknown is the longer one. */
        static Span of(String id) {
            return "day".equals(id) ? DAY : MONTH;
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String words() {
            return this.words;
        }

        private String label(Instant start) {
            return this.label.format(start);
        }

    }

}
