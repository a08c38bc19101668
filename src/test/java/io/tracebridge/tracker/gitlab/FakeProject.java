package io.tracebridge.tracker.gitlab;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tracebridge.tracker.FakeServer;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** What lies below {@code /projects/{id}}: members, milestones, webhooks, issues. */
final class FakeProject {

    private final FakeGitLab site;

    FakeProject(FakeGitLab site) {
        this.site = site;
    }

    MockResponse answer(RecordedRequest request, List<String> path) {
        var id = path.get(1);
        var known = FakeGitLab.PATHS.entrySet()
            .stream()
            .filter((project) -> id.equals(project.getValue()) || id.equals(String.valueOf(project.getKey())))
            .findFirst();
        if (this.site.hidden || known.isEmpty()) {
            return FakeServer.json(404, "{\"message\":\"404 Project Not Found\"}");
        }
        if (this.site.renamed && id.contains("/")) {
            return request.getMethod().equals("GET") ? moved(request)
                    : FakeServer.json(405,
                            "{\"message\":\"405 Method Not Allowed - Non GET methods are not allowed for moved"
                                    + " projects\"}");
        }
        return switch ((path.size() > 2) ? path.get(2) : "") {
            case "" -> FakeServer.json(200, this.site.json.project());
            case "members" ->
                (path.size() == 4) ? FakeServer.json(200, people(request.getUrl().queryParameter("query")))
                        : FakeServer.json(200, this.site.json.member(FakeGitLab.BOT,
                                FakeGitLab.PEOPLE.get(FakeGitLab.BOT), this.site.role));
            case "hooks" -> this.site.projectHooks.answer(request.getMethod(), path.subList(2, path.size()),
                    (request.getBody() == null) ? FakeGitLab.JSON.createObjectNode() : parse(request));
            case "milestones" -> FakeServer.json(200, milestones(request.getUrl().queryParameter("title")));
            default -> issues(request, known.get().getKey(), path.subList(3, path.size()));
        };
    }

    private static MockResponse moved(RecordedRequest request) {
        var location = request.getUrl().toString().replace("acme%2Fshop", String.valueOf(FakeGitLab.SHOP));
        return FakeServer.json(301, "{\"message\":\"This resource has been moved permanently\"}")
            .newBuilder()
            .setHeader("Location", location)
            .build();
    }

    private MockResponse issues(RecordedRequest request, int project, List<String> path) {
        if (path.isEmpty()) {
            return request.getMethod().equals("POST") ? create(project, parse(request))
                    : GitLabList.answer(request.getUrl(), this.site.ofProject(project), this.site.json);
        }
        var found = this.site.find(project + "/" + path.getFirst());
        if (found.isEmpty() || !this.site.json.issuesEnabled) {
            return FakeServer.json(404, "{\"message\":\"404 Not found\"}");
        }
        var item = found.get();
        if (path.size() == 2) {
            item.notes.add(GitLabText.harmless(parse(request).path("body").asText()));
            item.touch();
            return FakeServer.json(201, this.site.json.note(item.notes.getLast()));
        }
        if (request.getMethod().equals("PUT")) {
            item.change(parse(request), this.site.role >= 15, this.site.premium, FakeGitLab.PEOPLE.keySet());
        }
        return FakeServer.json(200, this.site.json.issue(item));
    }

    private MockResponse create(int project, JsonNode sent) {
        if (!this.site.json.issuesEnabled) {
            return FakeServer.json(403, "{\"message\":\"403 Forbidden\"}");
        }
        if (sent.path("title").asText().codePoints().count() > 255) {
            return FakeServer.json(400, "{\"message\":{\"title\":[\"is too long (maximum is 255 characters)\"]}}");
        }
        var item = this.site.add(project, FakeGitLab.BOT, sent.path("title").asText(), Duration.ZERO);
        item.description = GitLabText.harmless(sent.path("description").asText());
        item.confidential = sent.path("confidential").asBoolean();
        item.type = sent.path("issue_type").asText("issue");
        item.change(sent, this.site.role >= 15, this.site.premium, FakeGitLab.PEOPLE.keySet());
        item.writes = 0;
        return FakeServer.json(201, this.site.json.issue(item));
    }

    ArrayNode people(String query) {
        var found = FakeGitLab.JSON.createArrayNode();
        FakeGitLab.PEOPLE.forEach((id, name) -> {
            if (query == null || name.contains(query)) {
                found.add(this.site.json.member(id, name, this.site.role))
                    .add(this.site.json.member(id, name, this.site.role));
            }
        });
        return found;
    }

    private static ArrayNode milestones(String title) {
        var found = FakeGitLab.JSON.createArrayNode();
        if (title == null || title.equals("v3.0")) {
            found.addObject().put("id", 11).put("iid", 3).put("title", "v3.0");
        }
        return found;
    }

    static JsonNode parse(RecordedRequest request) {
        try {
            return FakeGitLab.JSON.readTree(request.getBody().utf8());
        }
        catch (JsonProcessingException ex) {
            throw new AssertionError("the body must be JSON", ex);
        }
    }

}
