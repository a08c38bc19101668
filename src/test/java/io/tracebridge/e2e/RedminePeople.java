package io.tracebridge.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A real Redmine as its people see it: what the program knows of it, it must have from
 * Redmine. Needs {@code REDMINE_URL}, {@code REDMINE_API_KEY} (an administrator's) and
 * {@code REDMINE_PROJECT}, as environment or system properties.
 */
final class RedminePeople implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    private final String memberId;

    private final String memberKey;

    /** Skips the calling test where no Redmine is named. */
    RedminePeople() {
        for (var needed : List.of("REDMINE_URL", "REDMINE_API_KEY", "REDMINE_PROJECT")) {
            assumeThat(given(needed)).as("%s names no Redmine to test against", needed).isPresent();
        }
        var members = send("GET", "/projects/" + project() + "/memberships.json", adminKey(), null);
        this.memberId = members.at("/memberships/0/user/id").asText();
        this.memberKey = send("GET", "/users/" + this.memberId + ".json", adminKey(), null).at("/user/api_key")
            .asText();
    }

    static Optional<String> given(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name))).filter((value) -> !value.isBlank());
    }

    static String url() {
        return given("REDMINE_URL").orElseThrow();
    }

    static String adminKey() {
        return given("REDMINE_API_KEY").orElseThrow();
    }

    static String project() {
        return given("REDMINE_PROJECT").orElseThrow();
    }

    /** The account of a member who is no administrator. */
    String member() {
        return this.memberId;
    }

    /** As the member does; an empty text unassigns. */
    void edit(String issue, Map<String, ?> change) {
        send("PUT", "/issues/" + issue + ".json", this.memberKey, Map.of("issue", change));
    }

    /** The issue with its journals: one for every change. */
    JsonNode issue(String id) {
        return send("GET", "/issues/" + id + ".json?include=journals", adminKey(), null).path("issue");
    }

    void delete(String issue) {
        send("DELETE", "/issues/" + issue + ".json", adminKey(), null);
    }

    @Override
    public void close() {
        this.http.close();
    }

    private JsonNode send(String method, String path, String key, Map<String, ?> body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("X-Redmine-API-Key", key)
                .header("Content-Type", "application/json")
                .method(method,
                        (body != null) ? BodyPublishers.ofString(JSON.writeValueAsString(body))
                                : BodyPublishers.noBody())
                .build();
            var response = this.http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body().isBlank() ? JSON.missingNode() : JSON.readTree(response.body());
        }
        catch (IOException ex) {
            throw new AssertionError(method + " " + path + " got no answer", ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ex);
        }
    }

}
