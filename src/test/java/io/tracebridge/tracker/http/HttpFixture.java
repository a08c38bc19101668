package io.tracebridge.tracker.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server on loopback and an integration that talks to it, in a hurry. */
abstract class HttpFixture {

    protected static final String TOKEN = "s3cr3t/t+ken=";

    protected static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    protected static final HttpLimits HASTY = new HttpLimits(Duration.ofSeconds(2), Duration.ofMillis(300),
            Duration.ofSeconds(2), 100_000);

    protected static final ErrorReader REFUSALS = (response) -> new TrackerException.Rejected(Reason.INVALID_FIELD,
            "refused: " + response.status() + " " + response.json().path("message").asText(), Map.of());

    protected final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        this.server.start();
    }

    @AfterEach
    void stop() {
        this.server.close();
    }

    protected TrackerResponse read() {
        return api().call(TrackerRequest.get("x"));
    }

    protected void write() {
        api().call(TrackerRequest.post("x").json(JsonNodeFactory.instance.objectNode()));
    }

    protected TrackerApi api() {
        return api(Endpoint.at(base()).bearer(TOKEN));
    }

    protected TrackerApi api(Endpoint endpoint) {
        return http(HASTY).open(endpoint, REFUSALS);
    }

    protected static TrackerHttp http(HttpLimits limits) {
        return new TrackerHttp(limits, new AddressGuard(true, true), CLOCK, "1.2.3");
    }

    protected String base() {
        return "http://127.0.0.1:" + this.server.getPort();
    }

    protected static MockResponse json(int status, String body) {
        return answer(status, "application/json; charset=utf-8", body);
    }

    protected static MockResponse answer(int status, String type, String body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", type).body(body).build();
    }

    protected static MockResponse empty(int status) {
        return new MockResponse.Builder().code(status).build();
    }

}
