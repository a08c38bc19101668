package io.tracebridge.tracker.phabricator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException;

/** Reads tasks and people. */
final class Tasks {

    private final Conduit conduit;

    private final Directory directory;

    private final String site;

    Tasks(Conduit conduit, Directory directory, String site) {
        this.conduit = conduit;
        this.directory = directory;
        this.site = site;
    }

    Issue byPhid(String phid) {
        return one("phids", phid, phid);
    }

    Issue byId(long id) {
        return one("ids", id, "T" + id);
    }

    private Issue one(String constraint, Object value, String name) {
        var params = Conduit.params().put("limit", 1);
        params.putObject("constraints").putArray(constraint).addPOJO(value);
        return this.conduit.first("maniphest.search", params)
            .stream()
            .findFirst()
            .map(this::issue)
            .orElseThrow(() -> new TrackerException.IssueGone(
                    "Phabricator shows this account no task %s; it was deleted, or its policy or space hides it."
                        .formatted(name)));
    }

    Conduit.Page search(ObjectNode constraints, String order, Optional<String> after) {
        var params = Conduit.params().put("order", order);
        params.set("constraints", constraints);
        return this.conduit.search("maniphest.search", params, after);
    }

    Issue issue(JsonNode task) {
        var fields = task.path("fields");
        return new Issue(ref(task), fields.path("name").asText(), this.directory.status(fields.path("status")),
                owner(task).map(this::account), Instant.ofEpochSecond(fields.path("dateModified").asLong()));
    }

    private static Optional<String> owner(JsonNode task) {
        return Optional.of(task.at("/fields/ownerPHID").asText("")).filter((phid) -> phid.startsWith("PHID-"));
    }

    /** As creation and search answer alike. */
    IssueRef ref(JsonNode task) {
        var id = task.path("id").asText();
        var phid = task.path("phid").asText();
        if (id.isEmpty() || phid.isEmpty()) {
            throw new TrackerException.NotTheTracker("It answered with a task without an id.");
        }
        return new IssueRef(phid, "T" + id, this.site + "/T" + id);
    }

    /** Somebody whom this account may not see is known by PHID only. */
    private Issue.Account account(String phid) {
        return people(Map.of("phids", List.of(phid)), 1).stream()
            .findFirst()
            .orElseGet(() -> new Issue.Account(phid, phid));
    }

    List<Issue.Account> people(Map<String, ?> constraints, int most) {
        var params = Conduit.params().put("limit", most);
        params.putObject("constraints");
        constraints.forEach((name, value) -> params.withObject("/constraints").putPOJO(name, value));
        return this.conduit.first("user.search", params)
            .stream()
            .map((user) -> person(user.path("phid").asText(), user.at("/fields/username").asText(),
                    user.at("/fields/realName").asText()))
            .toList();
    }

    /** Addresses are searched by a method of its own, and only whole. */
    List<Issue.Account> peopleByAddress(String address) {
        var params = Conduit.params();
        params.putArray("emails").add(address);
        return Conduit.list(this.conduit.call("user.query", params))
            .stream()
            .map((user) -> person(user.path("phid").asText(), user.path("userName").asText(),
                    user.path("realName").asText()))
            .toList();
    }

    private static Issue.Account person(String phid, String login, String name) {
        return new Issue.Account(phid, name.isBlank() ? login : login + " (" + name + ")");
    }

}
