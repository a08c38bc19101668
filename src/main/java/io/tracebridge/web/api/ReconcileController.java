package io.tracebridge.web.api;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tracebridge.link.Drifts;
import io.tracebridge.link.ReconcileRequests;
import io.tracebridge.link.ReconcileRuns;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.security.Actor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs that compare all issues of an integration with their groups. */
@RestController
@RequestMapping("/api/v1/projects/{project}/integrations/{name}/reconcile")
class ReconcileController {

    private static final int MOST_RUNS = 20;

    private static final int PAGE = 100;

    private static final Pattern PLACE = Pattern.compile("(\\d{1,18})-([a-z]{1,20})");

    private final ReconcileRequests requests;

    private final ReconcileRuns runs;

    private final Drifts drifts;

    private final IntegrationLookup lookup;

    ReconcileController(ReconcileRequests requests, ReconcileRuns runs, Drifts drifts, IntegrationLookup lookup) {
        this.requests = requests;
        this.runs = runs;
        this.drifts = drifts;
        this.lookup = lookup;
    }

    @PostMapping
    ResponseEntity<Accepted> start(@PathVariable String project, @PathVariable String name, @RequestBody Wanted wanted,
            Actor actor) {
        var run = this.requests.request(this.lookup.get(project, name), wanted.repair(), actor.id());
        return ResponseEntity.accepted()
            .location(Locations.project(project, "integrations", name, "reconcile", Long.toString(run)))
            .body(new Accepted(run));
    }

    /** Newest first; at most 20. */
    @GetMapping
    Items<RunAnswer> latest(@PathVariable String project, @PathVariable String name) {
        return Items
            .of(this.runs.latest(this.lookup.get(project, name).id(), MOST_RUNS).stream().map(RunAnswer::of).toList());
    }

    @GetMapping("/{runId}")
    RunDetail get(@PathVariable String project, @PathVariable String name, @PathVariable long runId,
            @RequestParam(defaultValue = "") String page) {
        var run = this.runs.find(this.lookup.get(project, name).id(), runId)
            .orElseThrow(() -> new NotFoundException("This integration has no run " + runId + "."));
        var place = Place.of(page);
        var rows = this.drifts.list(runId, place.link(), place.kind(), PAGE + 1);
        var shown = rows.subList(0, Math.min(PAGE, rows.size()));
        return new RunDetail(RunAnswer.of(run), shown, (rows.size() > PAGE) ? Place.after(shown.getLast()) : null);
    }

    /**
     * @param repair whether synchronisation is to put right what differs
     */
    record Wanted(boolean repair) {
    }

    record Accepted(long runId) {
    }

    /**
     * @param state {@code running}, {@code done} or {@code cancelled}
     * @param total issues to look at, as counted at the start
     * @param drifts differences found so far
     * @param error why it does not go on just now; absent while it does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RunAnswer(long id, boolean repair, String requestedBy, String state, int total, int done, int drifts,
            String error, Instant startedAt, Instant endedAt) {

        static RunAnswer of(ReconcileRuns.Run run) {
            return new RunAnswer(run.id(), run.repair(), run.requestedBy(), run.state(), run.total(), run.done(),
                    run.drifts(), run.error(), run.startedAt(), run.endedAt());
        }

    }

    /**
     * @param items the differences, by link
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RunDetail(RunAnswer run, List<Drifts.Row> items, String nextPage) {
    }

    private record Place(long link, String kind) {

        static Place of(String token) {
            var place = PLACE.matcher(token);
            if (!place.matches() && !token.isEmpty()) {
                throw new InvalidInputException("page", "must be a nextPage of an earlier answer");
            }
            return token.isEmpty() ? new Place(0, "") : new Place(Long.parseLong(place.group(1)), place.group(2));
        }

        static String after(Drifts.Row row) {
            return row.link() + "-" + row.kind();
        }

    }

}
