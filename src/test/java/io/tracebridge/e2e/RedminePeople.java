package io.tracebridge.e2e;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A real Redmine as its people see it: what the program knows of it, it must have from
 * Redmine. Needs {@code REDMINE_URL}, {@code REDMINE_API_KEY} (an administrator's) and
 * {@code REDMINE_PROJECT}, as environment or system properties.
 */
final class RedminePeople implements AutoCloseable {

    private final RedmineRest rest;

    private final String memberId;

    private final String memberKey;

    /** Skips the calling test where no Redmine is named. */
    RedminePeople() {
        for (var needed : List.of("REDMINE_URL", "REDMINE_API_KEY", "REDMINE_PROJECT")) {
            assumeThat(given(needed)).as("%s names no Redmine to test against", needed).isPresent();
        }
        this.rest = new RedmineRest(url());
        var members = this.rest.send("GET", "/projects/" + project() + "/memberships.json", adminKey(), null);
        this.memberId = members.at("/memberships/0/user/id").asText();
        this.memberKey = this.rest.send("GET", "/users/" + this.memberId + ".json", adminKey(), null)
            .at("/user/api_key")
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
        this.rest.send("PUT", "/issues/" + issue + ".json", this.memberKey, Map.of("issue", change));
    }

    /** The issue with its journals: one for every change. */
    JsonNode issue(String id) {
        return this.rest.send("GET", "/issues/" + id + ".json?include=journals", adminKey(), null).path("issue");
    }

    void delete(String issue) {
        this.rest.send("DELETE", "/issues/" + issue + ".json", adminKey(), null);
    }

    @Override
    public void close() {
        this.rest.close();
    }

}
