package io.tracebridge.tracker.fogbugz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Webhooks.Delivery;
import io.tracebridge.tracker.Webhooks.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FogBugzWebhooksTest {

    @Test
    void readsAnEventOfFogBugz() throws IOException {
        try (InputStream sample = getClass().getResourceAsStream("/fogbugz/webhook.case-edited.json")) {
            assertThat(read(sample.readAllBytes()))
                .isEqualTo(new Delivery.Changed("905", List.of(new IssueRef("123", "Case 123", "")), Optional.of("3")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"eventtype":"CaseOpened","casenumber":"7","caseeventid":"9"}                       | 9
                    {"eventtype":"CaseOpened","casenumber":7,"caseeventid":9}                           | 9
                    {"eventtype":"CaseOpened","casenumber":"7","eventtime":"2026-03-26 08:00:00Z"}      | CaseOpened/7/2026-03-26 08:00:00Z
                    """)
    void everyEventHasAnIdOfItsOwn(String body, String id) {
        assertThat(read(body.getBytes(StandardCharsets.UTF_8)))
            .isEqualTo(new Delivery.Changed(id, List.of(new IssueRef("7", "Case 7", "")), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"eventtype":"WikiEdited"}                     | Ignored
            {"eventtype":"CaseEdited","casenumber":"../7"} | Ignored
            {"casenumber":"7","caseeventid":"9"}           | Forged
            {"eventtype":"CaseEdited"}}                    | Forged
            []                                             | Forged
            7                                              | Forged
            """)
    void whatIsAboutNoCaseChangesNothing(String body, String kind) {
        assertThat(read(body.getBytes(StandardCharsets.UTF_8)).getClass().getSimpleName()).isEqualTo(kind);
    }

    private static Delivery read(byte[] body) {
        return new FogBugzWebhooks().read(new Request(Map.of(), body, Instant.EPOCH), "");
    }

}
