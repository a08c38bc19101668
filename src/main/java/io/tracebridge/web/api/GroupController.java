package io.tracebridge.web.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.rules.Decision;
import io.tracebridge.sync.GroupState;
import io.tracebridge.triage.Activities;
import io.tracebridge.triage.Decisions;
import io.tracebridge.triage.GroupQueries;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Groups as triagers read them. */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups")
class GroupController {

    private static final int PAGE = 50;

    private final GroupQueries groups;

    private final ProjectLookup lookup;

    GroupController(GroupQueries groups, ProjectLookup lookup) {
        this.groups = groups;
        this.lookup = lookup;
    }

    @GetMapping
    Items<GroupAnswer> list(@PathVariable String project, @RequestParam(required = false) String state,
            @RequestParam(required = false) String assignee, @RequestParam(required = false) String tag,
            @RequestParam(required = false) String q, @RequestParam(required = false) String page) {
        var filter = new GroupQueries.Filter(state(state), text("assignee", assignee), text("tag", tag), text("q", q));
        var rows = this.groups.list(this.lookup.get(project).id(), filter, place(page), PAGE + 1);
        var shown = rows.subList(0, Math.min(PAGE, rows.size()));
        return new Items<>(shown.stream().map(GroupAnswer::of).toList(),
                (rows.size() > PAGE) ? token(shown.getLast()) : null);
    }

    @GetMapping("/{fingerprint}")
    DetailAnswer get(@PathVariable String project, @PathVariable String fingerprint) {
        return this.groups.find(this.lookup.get(project).id(), fingerprint)
            .map(DetailAnswer::of)
            .orElseThrow(() -> new NotFoundException("There is no group " + fingerprint + " in this project."));
    }

    private static GroupState state(String id) {
        return (id == null || id.isEmpty()) ? null : GroupState.of(id)
            .orElseThrow(() -> new InvalidInputException("state", "must be one of open, in-progress, resolved, muted"));
    }

    private static String text(String field, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > 256 || value.indexOf('\0') >= 0) {
            throw new InvalidInputException(field, "must be at most 256 characters of text");
        }
        return value;
    }

    private static String token(GroupQueries.Row last) {
        return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((last.lastSeen() + " " + last.id()).getBytes(StandardCharsets.UTF_8));
    }

    private static GroupQueries.Place place(String token) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", 2);
            return new GroupQueries.Place(Instant.parse(parts[0]), Long.parseLong(parts[1]));
        }
        catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException ex) {
            throw new InvalidInputException("page", "must be a nextPage of an earlier answer");
        }
    }

    record GroupAnswer(String fingerprint, String state, String assignee, List<String> tags, List<String> classifiers,
            List<String> frames, long reports, Instant firstSeen, Instant lastSeen) {

        static GroupAnswer of(GroupQueries.Row row) {
            return new GroupAnswer(row.fingerprint(), row.state().id(), row.assignee(), row.tags(), row.classifiers(),
                    row.frames(), row.reports(), row.firstSeen(), row.lastSeen());
        }

    }

    record DetailAnswer(String fingerprint, String state, String assignee, List<String> tags, List<String> classifiers,
            List<String> frames, long reports, Instant firstSeen, Instant lastSeen, String mergedInto,
            List<GroupQueries.Member> members, Map<String, Map<String, Long>> attributes, List<LinkAnswer> links,
            List<DecisionAnswer> decisions, List<Activities.Activity> activity) {

        static DetailAnswer of(GroupQueries.Detail detail) {
            var row = detail.group();
            return new DetailAnswer(row.fingerprint(), row.state().id(), row.assignee(), row.tags(), row.classifiers(),
                    row.frames(), row.reports(), row.firstSeen(), row.lastSeen(), detail.mergedInto(), detail.members(),
                    detail.values(), detail.links().stream().map(LinkAnswer::of).toList(),
                    detail.decisions().stream().map(DecisionAnswer::of).toList(), detail.activity());
        }

    }

    record LinkAnswer(long id, String integration, String tracker, String state, String issue, String url, String title,
            List<String> warnings, @JsonRawValue String rejection) {

        static LinkAnswer of(GroupQueries.LinkRow link) {
            return new LinkAnswer(link.id(), link.integration(), link.tracker(), link.state(), link.issue(), link.url(),
                    link.title(), link.warnings(), link.rejection());
        }

    }

    /**
     * @param winningRule position in the trace, counted from 1; null when no submit or
     * filter rule matched
     */
    record DecisionAnswer(long id, long report, String integration, String outcome, Integer winningRule,
            List<Decision.TraceEntry> trace, List<String> mentions, Instant decidedAt) {

        static DecisionAnswer of(Decisions.Stored decision) {
            return new DecisionAnswer(decision.id(), decision.reportId(), decision.integration(),
                    decision.submit() ? "submit" : "filter", decision.winningRule(), decision.trace(),
                    decision.mentions(), decision.decidedAt());
        }

    }

}
