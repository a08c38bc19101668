package io.tracebridge.tracker.jira;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tracebridge.MutableClock;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.http.AddressGuard;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How far back a look goes, page by page. JQL counts in minutes from its own now. */
class JiraPollingTest {

    private static final Instant NOW = Instant.parse("2026-07-02T10:00:00Z");

    private final MutableClock clock = new MutableClock(NOW);

    private final TrackerHttp http = new TrackerHttp(HttpLimits.DEFAULT, new AddressGuard(true, true), this.clock,
            "test");

    /** A page's token belongs to one query, so all pages ask the same. */
    @Test
    void cloudIsAskedTheSameForEveryPage() {
        try (var jira = new FakeJira()) {
            assertThat(minutes(jira, new JiraCloud(this.http, this.clock))).containsExactly("14", "14", "14");
        }
    }

    /** Pages are counted, so no issue may fall out at the start between two of them. */
    @Test
    void dataCenterIsAskedForMoreWithEveryPage() {
        try (var jira = new FakeJiraDataCenter()) {
            assertThat(minutes(jira, new JiraDataCenter(this.http, this.clock))).containsExactly("14", "15", "16");
        }
    }

    /** Ten and a half minutes back, in three pages with a second between them. */
    private Stream<String> minutes(JiraServer jira, Tracker tracker) {
        IntStream.range(0, 130)
            .mapToObj((n) -> new FakeItem("1" + n, "SHOP-" + n, new JsonMapper().createObjectNode(),
                    MissingNode.getInstance()))
            .forEach(jira.items::add);
        var client = tracker.connect(jira.connection());
        var changes = new Changes(List.of(), Changes.Cursor.at(NOW.minusSeconds(630)), true);
        while (changes.more()) {
            changes = client.changesSince(changes.next());
            this.clock.advance(Duration.ofSeconds(1));
        }
        assertThat(changes.next()).isEqualTo(Changes.Cursor.at(NOW));
        return jira.requests()
            .stream()
            .map((request) -> JiraServer.body(request).path("jql").asText().replaceFirst("(?s).*\"-(\\d+)m\".*", "$1"));
    }

}
