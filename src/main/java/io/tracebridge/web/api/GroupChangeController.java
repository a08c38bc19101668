package io.tracebridge.web.api;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.security.Actor;
import io.tracebridge.sync.GroupState;
import io.tracebridge.triage.GroupChange;
import io.tracebridge.triage.GroupChanges;
import io.tracebridge.triage.TagChange;
import io.tracebridge.triage.UntilJson;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What triagers do with groups: state, conditions, assignee, tags; one or many at once.
 */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups")
class GroupChangeController {

    private final GroupChanges changes;

    private final GroupDetails details;

    private final ProjectLookup lookup;

    GroupChangeController(GroupChanges changes, GroupDetails details, ProjectLookup lookup) {
        this.changes = changes;
        this.details = details;
        this.lookup = lookup;
    }

    @PatchMapping("/{fingerprint}")
    GroupDetails.Answer change(Actor actor, @PathVariable String project, @PathVariable String fingerprint,
            @RequestBody ChangeBody body) {
        var projectId = this.lookup.get(project).id();
        this.details.get(projectId, fingerprint);
        this.changes.change(projectId, fingerprint, body.change(), actor.id());
        return this.details.get(projectId, fingerprint);
    }

    @PatchMapping
    Items<ResultAnswer> changeMany(Actor actor, @PathVariable String project, @RequestBody BulkBody body) {
        var results = this.changes.change(this.lookup.get(project).id(),
                (body.fingerprints() != null) ? body.fingerprints() : List.of(), body.change(), actor.id());
        return Items.of(results.stream().map(ResultAnswer::of).toList());
    }

    /**
     * What is absent stays as it is.
     *
     * @param assignee null or an empty text for nobody
     * @param until null or an empty list for no conditions
     */
    record ChangeBody(String state, @Schema(implementation = Object[].class) JsonNode until, @Schema(types = {
            "string", "null" }) JsonNode assignee, List<String> tags, List<String> addTags, List<String> removeTags,
            String why){

        GroupChange change() {
            return new GroupChange(Optional.ofNullable(this.state).map(ChangeBody::state),
                    Optional.ofNullable(this.until).map(UntilJson::read),
                    Optional.ofNullable(this.assignee).map(ChangeBody::name),
                    new TagChange(Optional.ofNullable(this.tags), orNone(this.addTags), orNone(this.removeTags)),
                    Optional.ofNullable(this.why));
        }

        private static GroupState state(String id) {
            return GroupState.of(id)
                .orElseThrow(
                        () -> new InvalidInputException("state", "must be one of open, in-progress, resolved, muted"));
        }

        private static String name(JsonNode assignee) {
            if (!assignee.isNull() && !assignee.isTextual()) {
                throw new InvalidInputException("assignee", "must be a text, or null for nobody");
            }
            return assignee.isNull() ? "" : assignee.asText();
        }

        private static List<String> orNone(List<String> tags) {
            return (tags != null) ? tags : List.of();
        }

    }

    /** The same change for many groups. */
    record BulkBody(List<String> fingerprints, String state, @Schema(implementation = Object[].class) JsonNode until,
            @Schema(types = {
                    "string", "null" }) JsonNode assignee,
            List<String> tags, List<String> addTags, List<String> removeTags, String why){

        GroupChange change() {
            return new ChangeBody(this.state, this.until, this.assignee, this.tags, this.addTags, this.removeTags,
                    this.why)
                .change();
        }

    }

    /**
     * @param error why the group was not changed; absent if all is well
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResultAnswer(String fingerprint, boolean ok, String error) {

        static ResultAnswer of(GroupChanges.Result result) {
            return new ResultAnswer(result.fingerprint(), result.error().isEmpty(), result.error().orElse(null));
        }

    }

}
