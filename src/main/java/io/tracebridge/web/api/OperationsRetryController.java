package io.tracebridge.web.api;

import java.util.List;
import java.util.UUID;

import io.tracebridge.integration.IntegrationRetry;
import io.tracebridge.link.LinkRetries;
import io.tracebridge.link.RequestRetries;
import io.tracebridge.outbox.OutboxBacklog;
import io.tracebridge.security.Actor;
import io.tracebridge.tracker.TrackerClient.Check;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gets going again what {@link OperationsController} shows as stuck. */
@RestController
@RequestMapping("/api/v1/operations")
class OperationsRetryController {

    private final OutboxBacklog outbox;

    private final LinkRetries links;

    private final RequestRetries requests;

    private final IntegrationRetry integrations;

    OperationsRetryController(OutboxBacklog outbox, LinkRetries links, RequestRetries requests,
            IntegrationRetry integrations) {
        this.outbox = outbox;
        this.links = links;
        this.requests = requests;
        this.integrations = integrations;
    }

    /** All rows that failed, now instead of when they are due. */
    @PostMapping("/outbox/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Rows outbox() {
        return new Rows(this.outbox.retryAll());
    }

    @PostMapping("/outbox/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void outbox(@PathVariable long id) {
        if (!this.outbox.retry(id)) {
            throw new NotFoundException("There is no outbox row " + id + "; the engine has it by now.");
        }
    }

    @PostMapping("/links/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void link(@PathVariable long id, Actor actor) {
        if (!this.links.retry(id, actor.id())) {
            throw new NotFoundException("There is no link " + id + ".");
        }
    }

    @PostMapping("/requests/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void request(@PathVariable UUID id) {
        if (!this.requests.restart(id)) {
            throw new NotFoundException("There is no request " + id + ".");
        }
    }

    /** Asks the tracker; a pause ends only if all is well. */
    @PostMapping("/integrations/{id}/retry")
    Tried integration(@PathVariable long id) {
        return this.integrations.retry(id)
            .map((result) -> new Tried(result.ok(), result.resumed(), result.checks()))
            .orElseThrow(() -> new NotFoundException("There is no integration " + id + "."));
    }

    record Rows(int rows) {
    }

    /**
     * @param resumed whether this ended a pause
     */
    record Tried(boolean ok, boolean resumed, List<Check> checks) {
    }

}
