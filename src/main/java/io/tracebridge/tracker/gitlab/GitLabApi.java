package io.tracebridge.tracker.gitlab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.IssueGone;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerRequest;
import io.tracebridge.tracker.http.TrackerResponse;

/** The calls to GitLab, and the two that take more than one answer to understand. */
final class GitLabApi {

    /** Lists bring whole descriptions, and an answer has its limit. */
    static final String PAGE = "50";

    private static final int MOST_PAGES = 20;

    private static final String WHERE = "query($id: IssueID!) { issue(id: $id) { projectId iid } }";

    private final TrackerApi api;

    private final String site;

    private final String project;

    GitLabApi(TrackerApi api, String site, String project) {
        this.api = api;
        this.site = site;
        this.project = project;
    }

    /** Without a slash at its end. */
    String site() {
        return this.site;
    }

    /** As configured: a path or a number. */
    String project() {
        return this.project;
    }

    TrackerResponse call(TrackerRequest request) {
        return this.api.call(request);
    }

    JsonNode get(String... path) {
        return call(TrackerRequest.get(at(path))).json();
    }

    /** Something of the configured project, or the project itself. */
    TrackerRequest ofProject(String... path) {
        return TrackerRequest
            .get(Stream.concat(Stream.of(at("projects", this.project)), Stream.of(path)).toArray(String[]::new));
    }

    static TrackerRequest users() {
        return TrackerRequest.get(at("users"));
    }

    JsonNode readProject() {
        return call(ofProject()).json();
    }

    JsonNode createIssue(JsonNode form) {
        return call(TrackerRequest.post(at("projects", this.project, "issues")).json(form)).json();
    }

    JsonNode issue(Address address) {
        return orGone(address, () -> get("projects", address.project(), "issues", address.iid()));
    }

    JsonNode update(Address address, JsonNode change) {
        return orGone(address,
                () -> call(TrackerRequest.put(at("projects", address.project(), "issues", address.iid())).json(change))
                    .json());
    }

    TrackerResponse comment(Address address, String text) {
        var body = JsonNodeFactory.instance.objectNode().put("body", text);
        var request = TrackerRequest.post(at("projects", address.project(), "issues", address.iid(), "notes"));
        return orGone(address, () -> call(request.json(body)));
    }

    List<JsonNode> hooks() {
        return all(ofProject("hooks").query("per_page", PAGE));
    }

    JsonNode createHook(JsonNode form) {
        return call(TrackerRequest.post(at("projects", this.project, "hooks")).json(form)).json();
    }

    void changeHook(String id, JsonNode form) {
        call(TrackerRequest.put(at("projects", this.project, "hooks", id)).json(form));
    }

    void deleteHook(String id) {
        call(TrackerRequest.delete(at("projects", this.project, "hooks", id)));
    }

    /** Every element of a list; of very long ones the first thousand. */
    List<JsonNode> all(TrackerRequest first) {
        var all = new ArrayList<JsonNode>();
        var next = Optional.of(first);
        for (var page = 0; page < MOST_PAGES && next.isPresent(); page++) {
            var response = call(next.get());
            response.json().forEach(all::add);
            next = response.link("next").map(TrackerRequest::follow);
        }
        return all;
    }

    /**
     * Where an issue of this global id is. Only GraphQL tells those who are no
     * administrators.
     * @return empty if it is out of our sight
     */
    Optional<Address> whereIs(String globalId) {
        var body = JsonNodeFactory.instance.objectNode().put("query", WHERE);
        body.putObject("variables").put("id", "gid://gitlab/Issue/" + globalId);
        var issue = call(TrackerRequest.post("api", "graphql").json(body)).json().path("data").path("issue");
        return issue.hasNonNull("iid")
                ? Optional.of(new Address(issue.path("projectId").asText(), issue.path("iid").asText()))
                : Optional.empty();
    }

    /**
     * GitLab hides what a token may not see, so a token that lost the project, and a
     * project whose issues are off, get 404 for every issue: none of them is gone.
     */
    private <T> T orGone(Address address, Supplier<T> call) {
        try {
            return call.get();
        }
        catch (IssueGone ex) {
            throw gone(address);
        }
        catch (Rejected ex) {
            if (ex.reason() != Reason.PROJECT_MISSING) {
                throw ex;
            }
            throw gone(address);
        }
    }

    private TrackerException gone(Address address) {
        var found = readProject();
        if (!issuesEnabled(found)) {
            return new Rejected(Reason.PROJECT_MISSING, "Issues are disabled in " + this.project
                    + ": enable them in the project's settings under Visibility.", Map.of());
        }
        return new IssueGone("There is no issue " + address.iid() + " in project " + address.project()
                + " any more: it was deleted, or moved or made confidential out of the token's sight.");
    }

    static boolean issuesEnabled(JsonNode project) {
        return project.path("issues_enabled").asBoolean(true)
                && !project.path("issues_access_level").asText("").equals("disabled");
    }

    private static String[] at(String... path) {
        return Stream.concat(Stream.of("api", "v4"), Stream.of(path)).toArray(String[]::new);
    }

}
