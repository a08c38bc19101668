package io.tracebridge.e2e;

import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.redmine.FakeRedmine;

/**
 * The Redmine of the journey, as its own people see it: the real one that
 * {@link RedminePeople} would use, or a fake where none is named. Tracebridge has an
 * account there, <i>Error Bot</i>.
 */
final class JourneyRedmine implements AutoCloseable {

    static final int NEW = 1;

    static final int CLOSED = 5;

    private final RedmineRest rest;

    private final FakeRedmine fake;

    private final String url;

    private final String project;

    /** Of whoever works in the tracker while Tracebridge looks away. */
    private String key;

    private final int newest;

    private String bot;

    private String botKey;

    JourneyRedmine() {
        var real = RedminePeople.given("REDMINE_URL").isPresent();
        this.fake = real ? null : new FakeRedmine();
        this.url = real ? RedminePeople.url() : this.fake.url() + "/redmine";
        this.rest = new RedmineRest(this.url);
        this.project = real ? RedminePeople.project() : "shop";
        this.key = real ? RedminePeople.adminKey() : fakeKey();
        this.botKey = this.key;
        this.newest = issues().path(0).path("id").asInt();
        if (real) {
            hire();
        }
    }

    private String fakeKey() {
        return this.fake.connection().credential().get("apiKey");
    }

    private void hire() {
        var name = "bot-" + UUID.randomUUID().toString().substring(0, 8);
        var user = send("POST", "/users.json", Map.of("user", Map.of("login", name, "firstname", "Error", "lastname",
                "Bot", "mail", name + "@example.org", "password", UUID.randomUUID().toString(), "admin", true)));
        this.bot = user.at("/user/id").asText();
        this.botKey = send("GET", "/users/" + this.bot + ".json", null).at("/user/api_key").asText();
    }

    String url() {
        return this.url;
    }

    String project() {
        return this.project;
    }

    /** What Tracebridge may use. */
    String apiKey() {
        return this.botKey;
    }

    /** From now on the key is refused; {@link #apiKey()} has another one. */
    void revokeKey() {
        if (this.fake != null) {
            this.fake.resetKey();
            this.key = fakeKey();
        }
        else {
            send("PUT", "/users/" + this.bot + ".json", Map.of("user", Map.of("status", 3)));
        }
        this.botKey = this.key;
    }

    /**
     * @param name as people see it, such as {@code #12}
     */
    JsonNode issue(String name) {
        return send("GET", "/issues/" + name.substring(1) + ".json", null).path("issue");
    }

    int status(String name) {
        return issue(name).at("/status/id").asInt();
    }

    String field(String name, String field) {
        for (var value : issue(name).path("custom_fields")) {
            if (value.path("name").asText().equals(field)) {
                return value.path("value").asText();
            }
        }
        throw new AssertionError(name + " has no field " + field);
    }

    void change(String name, int status) {
        send("PUT", "/issues/" + name.substring(1) + ".json", Map.of("issue", Map.of("status_id", status)));
    }

    /** Somebody reports an error without us. */
    String report(String subject) {
        var id = send("GET", "/projects/" + this.project + ".json", null).at("/project/id").asInt();
        var issue = send("POST", "/issues.json", Map.of("issue", Map.of("project_id", id, "subject", subject)));
        return "#" + issue.at("/issue/id").asText();
    }

    private JsonNode issues() {
        return send("GET", "/issues.json?status_id=*&sort=id:desc&limit=100&offset=0", null).path("issues");
    }

    @Override
    public void close() {
        if (this.fake != null) {
            this.fake.close();
        }
        else {
            issues().forEach((issue) -> {
                if (issue.path("id").asInt() > this.newest) {
                    send("DELETE", "/issues/" + issue.path("id").asText() + ".json", null);
                }
            });
            send("DELETE", "/users/" + this.bot + ".json", null);
        }
        this.rest.close();
    }

    private JsonNode send(String method, String path, Map<String, ?> body) {
        return this.rest.send(method, path, this.key, body);
    }

}
