package io.tracebridge.tracker.redmine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerFake;
import io.tracebridge.tracker.Webhooks;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * No fake: a Redmine that somebody started, seen by its REST interface with an
 * administrator's key. Issues from before this object and of other accounts are none of
 * its business; those that it saw made are deleted at the end. Needs {@code REDMINE_URL},
 * {@code REDMINE_API_KEY} and {@code REDMINE_PROJECT}, as environment or system
 * properties.
 */
final class RealRedmine implements TrackerFake {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String ELSEWHERE = "tracebridge-elsewhere";

    private final HttpClient http = HttpClient.newHttpClient();

    private final int newest;

    /** Skips the calling test where no Redmine is named. */
    RealRedmine() {
        for (var needed : List.of("REDMINE_URL", "REDMINE_API_KEY", "REDMINE_PROJECT")) {
            assumeThat(given(needed)).as("%s names no Redmine to test against", needed).isPresent();
        }
        this.newest = get("/issues.json?status_id=*&sort=id:desc&limit=1").path("issues").path(0).path("id").asInt();
    }

    static Optional<String> given(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name))).filter((value) -> !value.isBlank());
    }

    @Override
    public Connection connection() {
        return connection(Map.of(), needed("REDMINE_API_KEY"));
    }

    @Override
    public Connection wrongConnection() {
        return connection(Map.of(), "0".repeat(40));
    }

    static Connection connection(Map<String, String> more, String key) {
        var settings = new HashMap<>(Map.of("baseUrl", needed("REDMINE_URL"), "project", needed("REDMINE_PROJECT")));
        settings.putAll(more);
        return new Connection(settings, Map.of("apiKey", key));
    }

    private static String needed(String name) {
        return given(name).orElseThrow();
    }

    @Override
    public List<Held> issues() {
        var held = new ArrayList<Held>();
        for (var issue : get("/issues.json?status_id=*&author_id=me&sort=id:desc&limit=100").path("issues")) {
            if (issue.path("id").asInt() > this.newest) {
                held.addFirst(new Held(issue.path("id").asText(), issue.path("subject").asText(),
                        issue.path("description").asText()));
            }
        }
        return held;
    }

    @Override
    public void delete(String id) {
        send("DELETE", "/issues/" + id + ".json", null);
    }

    @Override
    public Standing standing(String id) {
        var issue = get("/issues/" + id + ".json?include=journals").path("issue");
        var journals = StreamSupport.stream(issue.path("journals").spliterator(), false).toList();
        return new Standing(issue.path("status").path("id").asText(),
                Optional.of(issue.path("assigned_to").path("id").asText()).filter((one) -> !one.isEmpty()),
                journals.stream().map((one) -> one.path("notes").asText()).filter((text) -> !text.isEmpty()).toList(),
                List.of(), journals.size());
    }

    @Override
    public void changeByHand(String id, String statusKey) {
        put(id, Map.of("status_id", Integer.parseInt(statusKey)));
    }

    @Override
    public Issue.Account somebody() {
        var members = get("/projects/" + needed("REDMINE_PROJECT") + "/memberships.json").path("memberships");
        return StreamSupport.stream(members.spliterator(), false)
            .filter((membership) -> membership.has("user"))
            .map((membership) -> IssueView.account(membership.path("user")))
            .findFirst()
            .orElseThrow();
    }

    @Override
    public String nobody() {
        return "999999";
    }

    /** Numbers are the whole site's, so an issue keeps its own. */
    @Override
    public Optional<String> move(String id) {
        if (send("GET", "/projects/" + ELSEWHERE + ".json", null).isMissingNode()) {
            send("POST", "/projects.json",
                    Map.of("project", Map.of("name", "Elsewhere", "identifier", ELSEWHERE, "is_public", false)));
        }
        put(id, Map.of("project_id", get("/projects/" + ELSEWHERE + ".json").path("project").path("id").asInt()));
        return Optional.of("#" + id);
    }

    /** An administrator may see it. */
    String keyOf(Issue.Account account) {
        return get("/users/" + account.id() + ".json").path("user").path("api_key").asText();
    }

    String project(String id) {
        return get("/issues/" + id + ".json").path("issue").path("project").path("name").asText();
    }

    private void put(String id, Map<String, ?> change) {
        send("PUT", "/issues/" + id + ".json", Map.of("issue", change));
    }

    @Override
    public Webhooks.Request webhook(String id, String secret, String delivery) {
        throw new TestAbortedException("not claimed: Redmine before 7.0 posts nothing");
    }

    @Override
    public void next(Trouble trouble) {
        throw new TestAbortedException("not claimed: a real Redmine does not misbehave on request");
    }

    @Override
    public void close() {
        for (var left = issues(); !left.isEmpty(); left = issues()) {
            left.forEach((issue) -> delete(issue.id()));
        }
        this.http.close();
    }

    private JsonNode get(String target) {
        return send("GET", target, null);
    }

    /** A missing node when there is no such thing, or nothing to say. */
    private JsonNode send(String method, String target, Map<String, ?> json) {
        try {
            var body = (json != null) ? BodyPublishers.ofString(JSON.writeValueAsString(json))
                    : BodyPublishers.noBody();
            var request = HttpRequest.newBuilder(URI.create(needed("REDMINE_URL") + target))
                .header("X-Redmine-API-Key", needed("REDMINE_API_KEY"))
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
            var response = this.http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2 && response.statusCode() != 404) {
                throw new IllegalStateException(
                        method + " " + target + ": " + response.statusCode() + " " + response.body());
            }
            return response.body().isBlank() ? JSON.missingNode() : JSON.readTree(response.body());
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

}
