package io.tracebridge.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.tracebridge.triage.GroupFilter;
import io.tracebridge.triage.GroupList;
import io.tracebridge.triage.GroupSort;
import io.tracebridge.triage.LinkSummaries;
import io.tracebridge.triage.Occurrences;
import io.tracebridge.triage.Place;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The triage list. */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups")
class GroupListController {

    private static final int PAGE = 50;

    private final GroupList groups;

    private final ProjectLookup lookup;

    GroupListController(GroupList groups, ProjectLookup lookup) {
        this.groups = groups;
        this.lookup = lookup;
    }

    @GetMapping
    Items<GroupAnswer> list(@PathVariable String project, @RequestParam(required = false) String state,
            @RequestParam(required = false) String assignee, @RequestParam(required = false) String tag,
            @RequestParam(required = false) String attribute, @RequestParam(required = false) String q,
            @RequestParam(required = false) String sort, @RequestParam(required = false) String page) {
        var filter = GroupFilter.of(state, assignee, tag, attribute, q);
        var order = GroupSort.of(sort);
        var shown = this.groups.page(this.lookup.get(project).id(), filter, order, Place.parse(page, order), PAGE);
        return new Items<>(shown.entries().stream().map(GroupAnswer::of).toList(),
                shown.next().map(Place::token).orElse(null));
    }

    /** State to number of groups. */
    @GetMapping("/counts")
    Map<String, Long> counts(@PathVariable String project, @RequestParam(required = false) String assignee,
            @RequestParam(required = false) String tag, @RequestParam(required = false) String attribute,
            @RequestParam(required = false) String q) {
        var filter = GroupFilter.of(null, assignee, tag, attribute, q);
        return this.groups.counts(this.lookup.get(project).id(), filter)
            .entrySet()
            .stream()
            .collect(Collectors.toMap((entry) -> entry.getKey().id(), Map.Entry::getValue));
    }

    /**
     * @param id as processes name the group in {@code groupId}
     * @param issues the newest links
     * @param moreIssues how many links there are beside
     * @param days reports of each of the last 14 days of UTC, today last
     */
    record GroupAnswer(long id, String fingerprint, String state, String assignee, List<String> tags,
            List<String> classifiers, List<String> frames, long reports, Instant firstSeen, Instant lastSeen,
            int reopenCount, List<LinkSummaries.Issue> issues, long moreIssues, List<Long> days) {

        static GroupAnswer of(GroupList.Entry entry) {
            var row = entry.group();
            return new GroupAnswer(row.id(), row.fingerprint(), row.state().id(), row.assignee(), row.tags(),
                    row.classifiers(), row.frames(), row.reports(), row.firstSeen(), row.lastSeen(),
                    row.reopenings().count(), entry.links().issues(), entry.links().more(),
                    entry.days().stream().map(Occurrences.Bucket::reports).toList());
        }

    }

}
