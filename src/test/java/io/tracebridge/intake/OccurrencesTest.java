package io.tracebridge.intake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.tracebridge.triage.GroupMerge;
import io.tracebridge.triage.Occurrences;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** How many errors a group had when, from the reports on. */
class OccurrencesTest extends StoreSlice {

    private static final String A = "aa".repeat(32);

    private static final String B = "bb".repeat(32);

    private static final Instant NOON = Instant.parse("2026-03-28T12:00:00Z");

    @Autowired
    private Occurrences occurrences;

    @Autowired
    private GroupMerge merge;

    @Test
    void eachErrorCountsInTheHourInWhichItHappenedNotInWhichItArrived() {
        store(report(A, NOON.plusSeconds(1), 1), report(A, NOON.plusSeconds(3599), 3));
        store(report(A, NOON.plusSeconds(7200), 1), report(A, NOON, 1));

        assertThat(hours(A, 3)).containsExactly(5L, 0L, 1L);
    }

    @Test
    void aReportThatIsSentTwiceCountsOnce() {
        var report = report(A, NOON, 1);
        store(report, report);
        store(report);

        assertThat(hours(A, 1)).containsExactly(1L);
    }

    @Test
    void aRootCountsWithItsFamilyAndAPartedMemberForItself() {
        store(report(A, NOON, 1), report(B, NOON, 2));
        this.merge.merge(this.project.id(), A, List.of(B), "user:jane");
        store(report(B, NOON.plusSeconds(3600), 1));

        assertThat(hours(A, 2)).containsExactly(3L, 1L);

        this.merge.unmerge(this.project.id(), A, B, "user:jane");
        assertThat(hours(A, 2)).containsExactly(1L, 0L);
        assertThat(hours(B, 2)).containsExactly(2L, 1L);
    }

    @Test
    void daysAreThoseOfUtcAndBeginWithTheOneThatIsAskedFor() {
        store(report(A, Instant.parse("2026-03-28T23:59:59Z"), 1), report(A, Instant.parse("2026-03-29T00:00:00Z"), 1),
                report(A, Instant.parse("2026-03-31T00:00:00Z"), 1));

        assertThat(this.occurrences.timeline(id(A), NOON, Instant.parse("2026-03-31T00:00:00Z"), ChronoUnit.DAYS))
            .containsExactly(new Occurrences.Bucket(Instant.parse("2026-03-28T00:00:00Z"), 1),
                    new Occurrences.Bucket(Instant.parse("2026-03-29T00:00:00Z"), 1),
                    new Occurrences.Bucket(Instant.parse("2026-03-30T00:00:00Z"), 0));
    }

    @Test
    void manyGroupsAreAnsweredAtOnceThoseWithoutErrorsToo() {
        store(report(A, NOON, 2), report(B, NOON.minusSeconds(86_400), 1));

        var lines = this.occurrences.sparklines(List.of(id(A), id(B)), NOON, NOON.plusSeconds(3600), ChronoUnit.HOURS);

        assertThat(lines).containsEntry(id(A), List.of(new Occurrences.Bucket(NOON, 2)))
            .containsEntry(id(B), List.of(new Occurrences.Bucket(NOON, 0)));
        assertThat(this.occurrences.sparklines(List.of(), NOON, NOON, ChronoUnit.HOURS)).isEmpty();
    }

    @Test
    void endlessCoursesAreRefused() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> this.occurrences.timeline(1, Instant.EPOCH, NOON, ChronoUnit.HOURS));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> this.occurrences.timeline(1, NOON, NOON.plusSeconds(60), ChronoUnit.MINUTES));
    }

    @Test
    void batchesAtOnceLoseNoCount() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = IntStream.range(0, 4).<Future<?>>mapToObj((thread) -> threads.submit(() -> {
                for (int i = 0; i < 25; i++) {
                    var one = report(A, NOON.plusSeconds(3600L * (i % 2)), 1);
                    var other = report(B, NOON.plusSeconds(3600L * ((i + 1) % 2)), 1);
                    store((thread % 2 == 0) ? new IncomingReport[] { one, other }
                            : new IncomingReport[] { other, one });
                }
            })).toList();
            for (var one : done) {
                one.get();
            }
        }
        assertThat(hours(A, 2)).containsExactly(52L, 48L);
        assertThat(hours(B, 2)).containsExactly(48L, 52L);
    }

    private List<Long> hours(String fingerprint, int hours) {
        return this.occurrences.timeline(id(fingerprint), NOON, NOON.plusSeconds(3600L * hours), ChronoUnit.HOURS)
            .stream()
            .map(Occurrences.Bucket::reports)
            .toList();
    }

    private IncomingReport report(String fingerprint, Instant at, int weight) {
        var rxid = UUID.randomUUID();
        return new IncomingReport(rxid, this.project.id(), this.project.name(), rxid, fingerprint, at,
                NOON.plusSeconds(86_400), weight, List.of(), List.of(), Map.of(), new byte[0], List.of());
    }

    private long id(String fingerprint) {
        return this.jdbc.sql("select id from error_group where project_id = ? and fingerprint = ?")
            .params(this.project.id(), fingerprint)
            .query(Long.class)
            .single();
    }

}
