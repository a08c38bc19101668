package io.tracebridge.web.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.tracebridge.integration.StateMaps;
import io.tracebridge.integration.TrackerCatalog;
import io.tracebridge.integration.TrackerCatalog.Part;
import io.tracebridge.issue.Payload;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Issue;
import io.tracebridge.triage.dryrun.IssuePreview;
import io.tracebridge.triage.dryrun.LatestPreview;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What helps an admin to fill in an integration: the tracker's lists, the state map that
 * would come of some overrides, the issue that would come of a payload. Changes nothing.
 */
@RestController
@RequestMapping("/api/v1/projects/{project}/integrations/{name}")
class CatalogController {

    private final TrackerCatalog catalog;

    private final StateMaps stateMaps;

    private final LatestPreview preview;

    private final IntegrationLookup lookup;

    CatalogController(TrackerCatalog catalog, StateMaps stateMaps, LatestPreview preview, IntegrationLookup lookup) {
        this.catalog = catalog;
        this.stateMaps = stateMaps;
        this.preview = preview;
        this.lookup = lookup;
    }

    /**
     * @param part which lists; all if left out
     */
    @GetMapping("/catalog")
    Answer catalog(@PathVariable String project, @PathVariable String name,
            @RequestParam(required = false) List<String> part) {
        var parts = (part != null) ? part.stream().map(CatalogController::part).distinct().toList()
                : List.of(Part.values());
        var offers = this.catalog.read(this.lookup.get(project, name), parts);
        var missing = new TreeMap<String, String>();
        offers.problems().forEach((list, why) -> missing.put(list.id(), why));
        return new Answer(offers.projects(), offers.issueTypes(), offers.fields(),
                offers.statuses().stream().map(Status::of).toList(), offers.people(), missing);
    }

    /** Refuses what saving would refuse. */
    @PostMapping("/state-map")
    StateMaps.Sketch stateMap(@PathVariable String project, @PathVariable String name,
            @RequestBody(required = false) StatesBody body) {
        var integration = this.lookup.get(project, name);
        return this.stateMaps.sketch(integration,
                (body != null && body.states() != null) ? body.states() : integration.sync().states());
    }

    @PostMapping("/preview")
    PreviewAnswer preview(@PathVariable String project, @PathVariable String name,
            @RequestBody(required = false) PreviewBody body) {
        var latest = this.preview.of(this.lookup.get(project, name), (body != null) ? body.payload() : null);
        return new PreviewAnswer(latest.fingerprint(), latest.issue(), latest.unfilled());
    }

    private static Part part(String id) {
        return Arrays.stream(Part.values())
            .filter((part) -> part.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new InvalidInputException("part",
                    "must be one of " + Arrays.stream(Part.values()).map(Part::id).collect(Collectors.joining(", "))));
    }

    /**
     * @param states group state to statuses, best first; null for the saved ones
     */
    record StatesBody(Map<String, List<String>> states) {
    }

    /**
     * @param payload null for the saved one
     */
    record PreviewBody(Payload payload) {
    }

    /**
     * @param fingerprint of the group that was seen last; null where there is none and a
     * made-up one stands in
     */
    record PreviewAnswer(String fingerprint, IssuePreview issue, List<String> unfilled) {
    }

    /**
     * @param key what a state map calls it
     */
    record Status(String key, String name, String category) {

        static Status of(Issue.Status status) {
            return new Status(status.key(), status.name(), status.category());
        }

    }

    /**
     * @param missing list to why it could not be had
     */
    record Answer(List<Catalog.Choice> projects, List<Catalog.Choice> issueTypes, List<Catalog.Field> fields,
            List<Status> statuses, List<Issue.Account> people, Map<String, String> missing) {
    }

}
