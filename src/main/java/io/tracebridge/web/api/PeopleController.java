package io.tracebridge.web.api;

import io.tracebridge.integration.TrackerPeople;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People of a live tracker, to choose an issue's owner from. */
@RestController
@RequestMapping("/api/v1/projects/{project}/integrations/{name}/people")
class PeopleController {

    private static final int LONGEST_QUERY = 256;

    private final TrackerPeople people;

    private final IntegrationLookup lookup;

    PeopleController(TrackerPeople people, IntegrationLookup lookup) {
        this.people = people;
        this.lookup = lookup;
    }

    @GetMapping
    Items<Issue.Account> find(@PathVariable String project, @PathVariable String name,
            @RequestParam(defaultValue = "") String q) {
        if (q.length() > LONGEST_QUERY || q.indexOf('\0') >= 0) {
            throw new InvalidInputException("q", "must be at most " + LONGEST_QUERY + " characters of text");
        }
        var integration = this.lookup.get(project, name);
        return Items.of(this.people.find(integration, q)
            .orElseThrow(() -> new NotFoundException(
                    "The tracker of this integration lists no people; write the owner's account id.")));
    }

    @ExceptionHandler
    ProblemDetail unasked(TrackerException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY,
                "The tracker could not be asked: " + failure.getMessage());
    }

}
