package io.tracebridge.tracker.phabricator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Remembered;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * What there is in this Phabricator: the account, and the lists that tasks refer to.
 */
final class Directory {

    static final String DUPLICATE = "duplicate";

    private static final int RECENT = 20;

    private final Conduit conduit;

    private final PhabricatorSettings settings;

    private final Remembered<JsonNode> me;

    private final Remembered<List<Issue.Status>> statuses;

    private final Remembered<List<JsonNode>> priorities;

    private final Remembered<List<JsonNode>> recent;

    Directory(Conduit conduit, PhabricatorSettings settings, Clock clock) {
        this.conduit = conduit;
        this.settings = settings;
        this.me = new Remembered<>(() -> conduit.call("user.whoami", Conduit.params()), clock);
        this.statuses = new Remembered<>(this::readStatuses, clock);
        this.priorities = new Remembered<>(
                () -> Conduit.list(conduit.call("maniphest.priority.search", Conduit.params()).path("data")), clock);
        this.recent = new Remembered<>(
                () -> conduit.first("maniphest.search", Conduit.params().put("order", "newest").put("limit", RECENT)),
                clock);
    }

    void forget() {
        List.of(this.me, this.statuses, this.priorities, this.recent).forEach(Remembered::forget);
    }

    JsonNode me() {
        return this.me.get();
    }

    /** All statuses, in the configured order; {@link Issue.Status#category()} is ours. */
    List<Issue.Status> statuses() {
        return this.statuses.get();
    }

    private List<Issue.Status> readStatuses() {
        return Conduit.list(this.conduit.call("maniphest.status.search", Conduit.params()).path("data"))
            .stream()
            .map((json) -> new Issue.Status(json.path("value").asText(), json.path("name").asText(), category(json),
                    ""))
            .toList();
    }

    private static String category(JsonNode status) {
        return status.path("special").asText().equals(DUPLICATE) ? DUPLICATE
                : status.path("closed").asBoolean() ? "closed" : "open";
    }

    /**
     * The status of a task; one that an admin has since removed is known by name only.
     */
    Issue.Status status(JsonNode status) {
        var value = status.path("value").asText();
        return statuses().stream()
            .filter((known) -> known.id().equals(value))
            .findFirst()
            .orElseGet(() -> new Issue.Status(value, status.path("name").asText(value), "", ""));
    }

    /**
     * PHIDs of the projects with these hashtags, additional ones included.
     * @param optional those that there need not be
     * @throws Rejected naming the hashtags that there must be but are not
     */
    List<String> projects(List<String> required, List<String> optional) {
        var hashtags = Stream.concat(required.stream(), optional.stream()).distinct().toList();
        var found = knownProjects(hashtags);
        var missing = required.stream().filter((tag) -> !found.containsKey(tag)).toList();
        if (!missing.isEmpty()) {
            throw new Rejected(Reason.PROJECT_MISSING,
                    "Phabricator shows this account no project with the hashtag #" + String.join(", #", missing) + ".",
                    Map.of());
        }
        return hashtags.stream().filter(found::containsKey).map(found::get).distinct().toList();
    }

    /** Hashtag to PHID, of those that there are. */
    private Map<String, String> knownProjects(Collection<String> hashtags) {
        if (hashtags.isEmpty()) {
            return Map.of();
        }
        var params = Conduit.params();
        hashtags.forEach(params.putObject("constraints").putArray("slugs")::add);
        var page = this.conduit.search("project.search", params, Optional.empty());
        var known = page.data()
            .stream()
            .collect(Collectors.toMap((json) -> json.at("/fields/slug").asText(), (json) -> json.path("phid").asText(),
                    (one, other) -> one));
        hashtags.forEach((tag) -> Optional.of(page.maps().path("slugMap").path(tag).path("projectPHID").asText())
            .filter((phid) -> !phid.isEmpty())
            .ifPresent((phid) -> known.put(tag, phid)));
        known.keySet().retainAll(hashtags);
        return known;
    }

    /** The PHID of the space that is set. */
    String space() {
        var space = this.settings.space();
        if (space.startsWith("PHID-")) {
            return space;
        }
        var params = Conduit.params();
        params.putArray("names").add(space);
        var phid = this.conduit.call("phid.lookup", params).path(space).path("phid").asText();
        if (!phid.startsWith("PHID-SPCE-")) {
            throw new Rejected(Reason.INVALID_FIELD,
                    "Phabricator shows this account no space %s; it must be a monogram such as S2.".formatted(space),
                    Map.of(Phabricator.SPACE.name(), space));
        }
        return phid;
    }

    List<String> priorityNames() {
        return this.priorities.get().stream().map((json) -> json.path("name").asText()).toList();
    }

    /**
     * The keyword by which {@code maniphest.edit} knows a priority.
     * @param text keyword or name
     */
    String priority(String text) {
        return this.priorities.get()
            .stream()
            .filter((json) -> json.path("name").asText().equalsIgnoreCase(text)
                    || keywords(json).stream().anyMatch(text::equalsIgnoreCase))
            .findFirst()
            .flatMap((json) -> keywords(json).stream().findFirst())
            .orElseThrow(() -> new Rejected(Reason.INVALID_FIELD,
                    "There is no priority '%s'; there are %s.".formatted(text, String.join(", ", priorityNames())),
                    Map.of("priority", text)));
    }

    private static List<String> keywords(JsonNode priority) {
        return StreamSupport.stream(priority.path("keywords").spliterator(), false).map(JsonNode::asText).toList();
    }

    /**
     * What recent tasks hold in a field, since Phabricator does not say fields' types.
     */
    List<JsonNode> seen(String field) {
        var values = new ArrayList<JsonNode>();
        this.recent.get()
            .stream()
            .map((task) -> task.path("fields").path(field))
            .filter((value) -> !value.isMissingNode() && !value.isNull())
            .forEach(values::add);
        return values;
    }

}
