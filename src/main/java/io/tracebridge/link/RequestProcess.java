package io.tracebridge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.tracebridge.outbox.Outbox;
import org.springframework.stereotype.Component;

/** The engine's part in a request, in the caller's transaction. */
@Component
class RequestProcess {

    /** Process that makes the issue; outbox rows of this kind start it. */
    private static final String PROCESS = "create-issue-manually";

    /** Message that ends the waiting; its correlation key is the request. */
    private static final String SUBMITTED = "issue-details-submitted";

    /** How long it waits for a process that is not that far yet. */
    private static final Duration MESSAGE_LIFE = Duration.ofHours(1);

    private final Outbox outbox;

    private final RequestProperties properties;

    private final Clock clock;

    RequestProcess(Outbox outbox, RequestProperties properties, Clock clock) {
        this.outbox = outbox;
        this.properties = properties;
        this.clock = clock;
    }

    /** Has the engine work on it; whichever instance comes first does. */
    void start(UUID id, long integrationId, long groupId, String project) {
        this.outbox
            .add(List.of(new Outbox.Entry(PROCESS,
                    Map.of("requestId", id.toString(), "integrationId", integrationId, "groupId", groupId, "project",
                            project, "expiresAfter", this.properties.expireAfter().toString()),
                    Instant.now(this.clock))));
    }

    /** Tells the instance that waits for a person's answer. */
    void answer(UUID id, Map<String, ?> variables) {
        this.outbox.add(List.of(Outbox.Entry.message(SUBMITTED, id.toString(), id.toString(), MESSAGE_LIFE, variables,
                Instant.now(this.clock))));
    }

}
