package io.tracebridge.tracker.github;

import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What GitHub makes of changes, and what it leaves out without a word. */
final class GitHubWrites {

    static final Set<String> ASSIGNABLE = Set.of("octocat", "hubot", "tracebridge-bot");

    private final FakeGitHub github;

    GitHubWrites(FakeGitHub github) {
        this.github = github;
    }

    void edit(GitHubItem item, JsonNode sent) {
        if (sent.has("state")) {
            state(item, sent.path("state").asText(), sent.path("state_reason").asText(null));
        }
        if (sent.has("assignees") && this.github.push) {
            item.assignees = texts(sent.path("assignees")).stream().filter(ASSIGNABLE::contains).toList();
        }
        item.changed();
    }

    /** A reason counts only together with a change of state. */
    private void state(GitHubItem item, String state, String reason) {
        if (item.state.equals(state) || this.github.ignoresStates) {
            return;
        }
        item.state = state;
        item.reason = this.github.knowsReasons ? reason : null;
    }

    void label(GitHubItem item, JsonNode sent) {
        if (this.github.push) {
            texts(sent.path("labels")).stream()
                .filter((label) -> !item.labels.contains(label))
                .forEach(item.labels::add);
            item.changed();
        }
    }

    /**
     * @return whether it was there
     */
    boolean unlabel(GitHubItem item, String label) {
        var removed = item.labels.removeIf(label::equalsIgnoreCase);
        item.changed();
        return removed;
    }

    static ArrayNode labels(GitHubItem item) {
        var labels = JsonNodeFactory.instance.arrayNode();
        item.labels.forEach((label) -> labels.add(GitHubJson.label(label)));
        return labels;
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

}
