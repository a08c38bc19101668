package io.tracebridge.workflow;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PromQlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            up | up
            rate(a_total{outcome="by"}[5m]) > 0 | a_total
            histogram_quantile(0.95, sum by (le, integration) (rate(b_bucket[5m]))) | b_bucket
            max_over_time(c[1h]) * on (instance) group_left (x) d and e > 1e3 | c,d,e
            """)
    void findsTheMetricsAndNothingElse(String expression, String metrics) {
        assertThat(PromQl.metrics(expression)).containsExactlyInAnyOrder(metrics.split(","));
    }

}
