package io.tracebridge.web.api;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.triage.GroupQueries;
import io.tracebridge.triage.Occurrences;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How often a group's error happened lately, as the chart on its page shows. */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups/{fingerprint}/occurrences")
class OccurrenceController {

    private static final int MOST = 1000;

    private final Occurrences occurrences;

    private final GroupQueries groups;

    private final ProjectLookup lookup;

    private final Clock clock;

    OccurrenceController(Occurrences occurrences, GroupQueries groups, ProjectLookup lookup, Clock clock) {
        this.occurrences = occurrences;
        this.groups = groups;
        this.lookup = lookup;
        this.clock = clock;
    }

    /**
     * Oldest first, without gaps; the last one is under way.
     * @param unit {@code hour} or {@code day}, of UTC
     * @param last how many of them
     */
    @GetMapping
    Items<Occurrences.Bucket> list(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(defaultValue = "day") String unit, @RequestParam(defaultValue = "30") int last) {
        var root = root(this.lookup.get(project).id(), fingerprint);
        if (last < 1 || last > MOST) {
            throw new InvalidInputException("last", "must be from 1 to " + MOST);
        }
        var length = unit(unit);
        var now = this.clock.instant();
        var from = now.minus(length.getDuration().multipliedBy(last - 1));
        return Items.of(this.occurrences.timeline(root, from, now.plusNanos(1), length));
    }

    /** A merged group's errors count in the group that stands for it. */
    private long root(long projectId, String fingerprint) {
        var head = this.groups.head(projectId, fingerprint).orElseThrow(() -> NotFoundException.group(fingerprint));
        return (head.mergedInto() != null) ? root(projectId, head.mergedInto()) : head.group().id();
    }

    private static ChronoUnit unit(String name) {
        return switch (name) {
            case "hour" -> ChronoUnit.HOURS;
            case "day" -> ChronoUnit.DAYS;
            default -> throw new InvalidInputException("unit", "must be hour or day");
        };
    }

}
