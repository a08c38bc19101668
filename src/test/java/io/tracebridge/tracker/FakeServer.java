package io.tracebridge.tracker;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/**
 * The HTTP half of a {@link TrackerFake}: keeps every request, plays {@link Trouble}, and
 * turns a failed assertion about a request into the test's failure. Subclasses answer.
 */
public abstract class FakeServer implements TrackerFake {

    private final MockWebServer server = new MockWebServer();

    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();

    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

    private final List<Throwable> complaints = new CopyOnWriteArrayList<>();

    protected FakeServer() {
        this.server.setServerSocketFactory(new PromptSockets());
        this.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return FakeServer.this.dispatch(request);
            }
        });
        try {
            this.server.start();
        }
        catch (IOException ex) {
            throw new IllegalStateException("no free port on loopback", ex);
        }
    }

    /**
     * Answers one request. An {@link AssertionError} thrown here fails the test when it
     * ends.
     */
    protected abstract MockResponse answer(RecordedRequest request);

    /**
     * Whether it would create an issue or a webhook: the calls whose answers get lost.
     */
    protected abstract boolean creates(RecordedRequest request);

    /** Without a slash at its end. */
    public final String url() {
        return this.server.url("/").toString().replaceAll("/$", "");
    }

    public final List<RecordedRequest> requests() {
        return List.copyOf(this.requests);
    }

    @Override
    public final void next(Trouble trouble) {
        this.troubles.add(trouble);
    }

    public static MockResponse json(int status, Object json) {
        return new MockResponse.Builder().code(status)
            .setHeader("Content-Type", "application/json; charset=utf-8")
            .body(json.toString())
            .build();
    }

    public static MockResponse empty(int status) {
        return new MockResponse.Builder().code(status).build();
    }

    private MockResponse dispatch(RecordedRequest request) {
        this.requests.add(request);
        try {
            var trouble = this.troubles.peek();
            if (trouble == null || (trouble == Trouble.LOST_ANSWER && !creates(request))) {
                return answer(request);
            }
            return play(this.troubles.remove(), request);
        }
        catch (RuntimeException | AssertionError ex) {
            this.complaints.add(ex);
            return new MockResponse.Builder().code(500).body("the fake complains: " + ex.getMessage()).build();
        }
    }

    private MockResponse play(Trouble trouble, RecordedRequest request) {
        return switch (trouble) {
            case LOGIN_PAGE -> new MockResponse.Builder().setHeader("Content-Type", "text/html; charset=utf-8")
                .body("<html><head><title>Sign in</title></head><body><form>password</form></body></html>")
                .build();
            case RATE_LIMIT -> new MockResponse.Builder().code(429).setHeader("Retry-After", "7").build();
            case MAINTENANCE -> new MockResponse.Builder().code(503).setHeader("Content-Type", "text/html").build();
            case REDIRECT -> new MockResponse.Builder().code(302)
                .setHeader("Location", "https://sso.example.com/login?next=here")
                .build();
            case LOST_ANSWER -> answer(request).newBuilder().onResponseStart(new SocketEffect.CloseSocket()).build();
        };
    }

    @Override
    public void close() {
        this.server.close();
        this.complaints.stream().findFirst().ifPresent((complaint) -> {
            throw new AssertionError("the fake was asked wrongly: " + complaint.getMessage(), complaint);
        });
    }

}
