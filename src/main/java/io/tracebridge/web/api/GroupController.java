package io.tracebridge.web.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.sync.GroupState;
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

    private final GroupDetails details;

    private final ProjectLookup lookup;

    GroupController(GroupQueries groups, GroupDetails details, ProjectLookup lookup) {
        this.groups = groups;
        this.details = details;
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
    GroupDetails.Answer get(@PathVariable String project, @PathVariable String fingerprint) {
        return this.details.get(this.lookup.get(project).id(), fingerprint);
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
            List<String> frames, long reports, Instant firstSeen, Instant lastSeen, int reopenCount) {

        static GroupAnswer of(GroupQueries.Row row) {
            return new GroupAnswer(row.fingerprint(), row.state().id(), row.assignee(), row.tags(), row.classifiers(),
                    row.frames(), row.reports(), row.firstSeen(), row.lastSeen(), row.reopenings().count());
        }

    }

}
