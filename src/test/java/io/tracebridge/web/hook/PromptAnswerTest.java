package io.tracebridge.web.hook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.tracebridge.Middle;
import io.tracebridge.link.IssueSync;
import io.tracebridge.link.NotYet;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

/**
 * Trackers switch webhooks off that are slow to answer. Through a real Tomcat and a real
 * PostgreSQL, deliveries are answered within 100 ms, whatever the tracker itself does.
 */
@SpringBootTest(classes = HookSlice.HookApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.url=https://bridge.example" })
class PromptAnswerTest extends HookSlice {

    private static final Logger LOG = LoggerFactory.getLogger(PromptAnswerTest.class);

    private static final Duration PROMPT = Duration.ofMillis(100);

    private static final int DELIVERIES = 200;

    private static final int WARM_UP = 50;

    /** Whatever else keeps the machine busy is not to be seen in all of them. */
    private static final int ROUNDS = 3;

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    IssueSync sync;

    @AfterEach
    void close() {
        this.http.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "of our own making", "github-webhooks/issues.closed.derived.json" })
    void nineteenOfTwentyDeliveriesAreAnsweredWithin100Milliseconds(String file) throws Exception {
        var body = file.endsWith(".json") ? Payloads.read(file) : Payloads.gitHub();
        var integration = integration("one", "github");
        setUp(integration);
        var links = Stream.of("7", "1").map((issue) -> link(integration, issue, "#" + issue)).toList();
        for (var i = 0; i < WARM_UP; i++) {
            timed(body);
        }

        Duration slowest = null;
        for (var round = 0; round < ROUNDS && (slowest == null || slowest.compareTo(PROMPT) >= 0); round++) {
            slowest = round(body);
        }

        assertThat(slowest).as("the slowest of 19 in 20, in the best round").isLessThan(PROMPT);
        assertThat(links).anyMatch(this::dirty);
        assertThat(deliveries()).isGreaterThanOrEqualTo(WARM_UP + DELIVERIES);
        assertThat(Mockito.mockingDetails(this.tracker).getInvocations()).as("calls of the tracker").isEmpty();
    }

    @Test
    void aDeliveryWaitsForNobodyWhoWaitsForTheTracker() throws Exception {
        var integration = integration("one", "github");
        setUp(integration);
        var link = link(integration, "7", "#7");
        this.jdbc.sql("update integration set sync = '{\"push\": true, \"pull\": true}'").update();
        assertThat(send(Payloads.gitHub())).isEqualTo(200);
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        doAnswer((call) -> {
            asked.countDown();
            answer.await();
            throw new TrackerException.Unavailable("503", Optional.empty());
        }).when(this.tracker).get(any());

        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var run = workers.submit(() -> this.sync.sync(link));
            try {
                assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(send(Payloads.gitHub())).isEqualTo(200);
                assertThatThrownBy(() -> this.sync.sync(link)).isInstanceOf(NotYet.class);
                assertThat(run).isNotDone();
            }
            finally {
                answer.countDown();
            }
            assertThatThrownBy(run::get).hasCauseInstanceOf(TrackerException.Unavailable.class);
        }
        finally {
            Mockito.reset(this.tracker);
        }
    }

    private Duration round(byte[] body) throws Exception {
        var taken = new long[DELIVERIES];
        for (var i = 0; i < DELIVERIES; i++) {
            taken[i] = timed(body).toNanos();
        }
        var sorted = IntStream.range(0, DELIVERIES).mapToObj((i) -> Duration.ofNanos(taken[i])).sorted().toList();
        var slowest = sorted.get(DELIVERIES * 19 / 20 - 1);
        LOG.info("{} deliveries of {} bytes: half within {} ms, 95% within {} ms, all within {} ms.", DELIVERIES,
                body.length, sorted.get(DELIVERIES / 2).toMillis(), slowest.toMillis(), sorted.getLast().toMillis());
        return slowest;
    }

    private Duration timed(byte[] body) throws Exception {
        var start = System.nanoTime();
        assertThat(send(body)).isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Each a new delivery with a signature of its own. */
    private int send(byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + this.path))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        Payloads.signed("github", body, this.secret).forEach(request::header);
        return this.http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

}
