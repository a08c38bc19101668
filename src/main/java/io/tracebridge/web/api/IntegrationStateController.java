package io.tracebridge.web.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationStatus;
import io.tracebridge.integration.Integrations;
import io.tracebridge.link.LinkCounts;
import io.tracebridge.project.InvalidInputException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How an integration fares, and the switch that stops it and lets it go on. */
@RestController
@RequestMapping("/api/v1/projects/{project}/integrations/{name}")
class IntegrationStateController {

    private final Integrations integrations;

    private final IntegrationStatus status;

    private final LinkCounts links;

    private final IntegrationLookup lookup;

    IntegrationStateController(Integrations integrations, IntegrationStatus status, LinkCounts links,
            IntegrationLookup lookup) {
        this.integrations = integrations;
        this.status = status;
        this.links = links;
        this.lookup = lookup;
    }

    @GetMapping("/status")
    StatusAnswer status(@PathVariable String project, @PathVariable String name) {
        return answer(this.lookup.get(project, name));
    }

    /**
     * Changes the state and nothing else, without asking the tracker. {@code enabled}
     * also ends a pause.
     */
    @PatchMapping
    StatusAnswer change(@PathVariable String project, @PathVariable String name, @RequestBody Change change) {
        if (change.state() == null) {
            throw new InvalidInputException("state", "must be one of enabled, stopped, disabled");
        }
        this.integrations.changeState(this.lookup.get(project, name).id(), change.state());
        return answer(this.lookup.get(project, name));
    }

    private StatusAnswer answer(Integration integration) {
        var ids = List.of(integration.id());
        return StatusAnswer.of(integration, this.status.of(ids).get(integration.id()),
                this.links.of(ids).getOrDefault(integration.id(), 0L));
    }

    record Change(Integration.State state) {
    }

    /**
     * Absent is what never was.
     *
     * @param pausedBecause why the program stopped using it
     * @param lastFailure in words that say what to do
     * @param waitsUntil the tracker's rate limit lets us go on then; may be past
     * @param toSync links that are about to be brought in step
     * @param toCreate issues that are about to be created
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StatusAnswer(Integration.State state, String pausedBecause, Instant lastSuccessAt, Instant lastFailureAt,
            String lastFailure, Instant waitsUntil, long toSync, long toCreate, long links) {

        static StatusAnswer of(Integration integration, IntegrationStatus.Status status, long links) {
            return new StatusAnswer(integration.state(),
                    integration.pause().map(Integration.Pause::reason).orElse(null), status.lastSuccessAt(),
                    status.lastFailureAt(), status.lastFailure(), status.waitsUntil(), status.toSync(),
                    status.toCreate(), links);
        }

    }

}
