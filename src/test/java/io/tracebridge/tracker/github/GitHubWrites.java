package io.tracebridge.tracker.github;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

import static io.tracebridge.tracker.github.GitHubAnswers.invalid;
import static io.tracebridge.tracker.github.GitHubAnswers.json;
import static io.tracebridge.tracker.github.GitHubAnswers.parse;
import static io.tracebridge.tracker.github.GitHubAnswers.refusal;

/** What GitHub makes of changes, and what it leaves out without a word. */
final class GitHubWrites {

    static final Set<String> ASSIGNABLE = Set.of("octocat", "hubot", FakeGitHub.BOT);

    private final FakeGitHub github;

    GitHubWrites(FakeGitHub github) {
        this.github = github;
    }

    MockResponse create(JsonNode sent) {
        if (!this.github.issuesEnabled) {
            return refusal(410, "Issues are disabled for this repo");
        }
        if (sent.path("title").asText().codePoints().count() > 256) {
            return invalid("title", "code", "custom", "message", "title is too long (maximum is 256 characters)");
        }
        if (tooLong(sent)) {
            return invalid("body", "code", "custom", "message", "body is too long (maximum is 65536 characters)");
        }
        if (!ASSIGNABLE.containsAll(texts(sent.path("assignees")))) {
            return invalid("assignees", "code", "invalid", "value", sent.path("assignees").path(0).asText());
        }
        var item = this.github.add(this.github.app ? "tracebridge[bot]" : FakeGitHub.BOT, sent.path("title").asText(),
                Duration.ZERO);
        item.body = sent.path("body").asText();
        if (this.github.push) {
            texts(sent.path("labels")).stream().map(String::toLowerCase).forEach(item.labels::add);
            item.assignees = texts(sent.path("assignees"));
            item.milestone = sent.path("milestone").asInt();
            item.type = sent.path("type").asText("");
        }
        return json(201, this.github.issue(item));
    }

    /**
     * @param rest of the path, after the issue's number
     */
    MockResponse onIssue(RecordedRequest request, GitHubItem item, List<String> rest) {
        return switch (request.getMethod() + " " + (rest.isEmpty() ? "" : rest.getFirst())) {
            case "GET " -> json(200, this.github.issue(item));
            case "PATCH " -> edit(item, parse(request));
            case "POST labels" -> label(item, parse(request));
            case "DELETE labels" -> unlabel(item, rest.get(1));
            case "POST comments" -> comment(item, parse(request));
            case String other -> throw new AssertionError("nobody should call " + other);
        };
    }

    private MockResponse edit(GitHubItem item, JsonNode sent) {
        if (this.github.refusesChanges != 0) {
            return refusal(this.github.refusesChanges, "Must have admin rights to Repository.");
        }
        if (!this.github.knowsDuplicates && sent.path("state_reason").asText().equals("duplicate")) {
            return invalid("state_reason", "code", "invalid", "value", "duplicate");
        }
        if (sent.has("state")) {
            state(item, sent.path("state").asText(), sent.path("state_reason").asText(null));
        }
        if (sent.has("assignees") && this.github.push) {
            item.assignees = texts(sent.path("assignees")).stream().filter(ASSIGNABLE::contains).toList();
        }
        item.changed();
        return json(200, this.github.issue(item));
    }

    /** A reason counts only together with a change of state. */
    private void state(GitHubItem item, String state, String reason) {
        if (item.state.equals(state) || this.github.ignoresStates) {
            return;
        }
        item.state = state;
        item.reason = this.github.knowsReasons ? reason : null;
    }

    private MockResponse label(GitHubItem item, JsonNode sent) {
        if (this.github.push) {
            texts(sent.path("labels")).stream()
                .filter((label) -> !item.labels.contains(label))
                .forEach(item.labels::add);
            item.changed();
        }
        return json(200, labels(item));
    }

    private MockResponse unlabel(GitHubItem item, String label) {
        if (!this.github.push) {
            return refusal(404, "Not Found");
        }
        if (!item.labels.removeIf(label::equalsIgnoreCase)) {
            return refusal(404, "Label does not exist");
        }
        item.changed();
        return json(200, labels(item));
    }

    private static MockResponse comment(GitHubItem item, JsonNode sent) {
        if (tooLong(sent)) {
            return invalid("body", "code", "custom", "message", "body is too long (maximum is 65536 characters)");
        }
        item.comments.add(sent.path("body").asText());
        item.changed();
        return json(201, GitHubJson.comment(item));
    }

    private static boolean tooLong(JsonNode sent) {
        return sent.path("body").asText().length() > 65_536;
    }

    private static ArrayNode labels(GitHubItem item) {
        var labels = JsonNodeFactory.instance.arrayNode();
        item.labels.forEach((label) -> labels.add(GitHubJson.label(label)));
        return labels;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

}
