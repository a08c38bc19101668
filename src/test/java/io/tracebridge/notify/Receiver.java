package io.tracebridge.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** A server on loopback that keeps what it got; subclasses answer. */
abstract class Receiver implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();

    final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

    private final MockWebServer server = new MockWebServer();

    private final Queue<MockResponse> next = new ConcurrentLinkedQueue<>();

    private final List<Throwable> complaints = new CopyOnWriteArrayList<>();

    Receiver() {
        this.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return Receiver.this.dispatch(request);
            }
        });
        try {
            this.server.start();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** An {@link AssertionError} thrown here fails the test when it ends. */
    abstract MockResponse answer(RecordedRequest request);

    /** Answers the next request in place of {@link #answer}. */
    void next(MockResponse response) {
        this.next.add(response);
    }

    /** The next request arrives, and its answer is lost. */
    void loseNextAnswer() {
        next(text(200, "ok").newBuilder().onResponseStart(new SocketEffect.CloseSocket()).build());
    }

    String url(String path) {
        return this.server.url(path).toString();
    }

    RecordedRequest last() {
        return this.requests.getLast();
    }

    JsonNode lastJson() {
        return json(last().getBody().utf8());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        }
        catch (JsonProcessingException ex) {
            throw new AssertionError("not JSON: " + text, ex);
        }
    }

    static MockResponse text(int status, String body) {
        return new MockResponse.Builder().code(status)
            .setHeader("Content-Type", "text/plain; charset=utf-8")
            .body(body)
            .build();
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder().code(status)
            .setHeader("Content-Type", "application/json; charset=utf-8")
            .body(body)
            .build();
    }

    private MockResponse dispatch(RecordedRequest request) {
        this.requests.add(request);
        var scripted = this.next.poll();
        try {
            return (scripted != null) ? scripted : answer(request);
        }
        catch (RuntimeException | AssertionError ex) {
            this.complaints.add(ex);
            return text(500, "complaint");
        }
    }

    @Override
    public void close() {
        this.server.close();
        this.complaints.stream().findFirst().ifPresent((complaint) -> {
            throw new AssertionError("the receiver was asked wrongly: " + complaint.getMessage(), complaint);
        });
    }

}
