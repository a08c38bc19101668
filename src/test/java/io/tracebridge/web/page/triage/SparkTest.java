package io.tracebridge.web.page.triage;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import io.tracebridge.triage.Occurrences.Bucket;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SparkTest {

    @Test
    void aBarIsAsHighAsItsDayHasReportsAndADayWithoutAnyIsALine() {
        var spark = spark(12, 0, 24);

        assertThat(spark.bars()).isEqualTo("M0 12h5v12h-5z" + "M14 0h5v24h-5z");
        assertThat(spark.none()).isEqualTo("M7 23h5v1h-5z");
        assertThat(spark.width()).isEqualTo(21);
        assertThat(spark.text()).isEqualTo("Reports per day, the last 3 days: 12, 0, 24");
    }

    @Test
    void oneReportIsSeenBesideAMillion() {
        assertThat(spark(1, 1_000_000).bars()).startsWith("M0 22h5v2h-5z");
    }

    @Test
    void withoutReportsThereAreNoBars() {
        assertThat(spark(0, 0).bars()).isEmpty();
    }

    private static Spark spark(long... reports) {
        return Spark.of(IntStream.range(0, reports.length)
            .mapToObj((day) -> new Bucket(Instant.EPOCH.plus(Duration.ofDays(day)), reports[day]))
            .toList());
    }

}
