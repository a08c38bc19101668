package io.tracebridge.tracker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.http.AddressGuard;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A tracker that is connected to its fake, anew for each test. A subclass per tracker
 * names the two; below it are the contract and what is special to the tracker.
 */
public abstract class TrackerFixture implements UnderContract {

    protected static final Marker MARKER = new Marker("tracebridge0123456789abcdef0123");

    protected static final Marker OTHER = new Marker("tracebridgeffffffffffffffffffff");

    protected static final String SECRET = "whsec_dHJhY2VicmlkZ2UgdGVzdHMgZXZlcnkgdHJhY2tlcg==";

    private static final Duration LONG_AGO = Duration.ofMinutes(2);

    protected final TrackerHttp http = http(Clock.systemUTC());

    private TrackerClient client;

    @BeforeEach
    void connectToTheFake() {
        this.client = connect(Map.of());
    }

    @AfterEach
    void close() {
        fake().close();
    }

    @Override
    public final TrackerClient client() {
        return this.client;
    }

    /** Connects anew, with these settings besides or instead of the usual ones. */
    protected final TrackerClient connect(Map<String, String> changed) {
        var usual = fake().connection();
        var settings = new HashMap<>(usual.settings());
        settings.putAll(changed);
        return tracker().connect(new Connection(settings, usual.credential()));
    }

    /** Reaches loopback, and does not wait long. */
    protected static TrackerHttp http(Clock clock) {
        return new TrackerHttp(
                new HttpLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(8), 5_000_000),
                new AddressGuard(true, true), clock, "test");
    }

    protected static IssueDraft draft(String title, String... lines) {
        var text = (lines.length == 0) ? "boom" : String.join("\n", lines);
        var description = new Document(List.of(new Document.Heading(2, "Callstack"), new Document.CodeBlock("", text),
                new Document.Paragraph(new Document.Text(text)), new Document.Paragraph(
                        new Document.Link("Group in Tracebridge", "https://tracebridge.example.com/groups/1"))));
        return new IssueDraft(title, description, List.of("tracebridge"), Map.of(), Optional.empty(), Optional.empty());
    }

    protected static IssueDraft draft(String title, Map<String, String> fields) {
        return new IssueDraft(title, draft(title).description(), List.of(), fields, Optional.empty(), Optional.empty());
    }

    /**
     * @param owner empty for none
     */
    protected static IssueDraft owned(String owner, Map<String, String> fields) {
        var plain = draft("Crash");
        return new IssueDraft(plain.title(), plain.description(), plain.labels(), fields, Optional.empty(),
                Optional.of(owner).filter((name) -> !name.isEmpty()));
    }

    protected static Instant longAgo() {
        return Instant.now().minus(LONG_AGO);
    }

}
