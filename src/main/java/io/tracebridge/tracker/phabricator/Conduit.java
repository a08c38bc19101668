package io.tracebridge.tracker.phabricator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerRequest;

/**
 * Phabricator's Conduit. It refuses bodies that are JSON, but a form loses types, so
 * every call is a form with one field of JSON. It answers refusals with status 200.
 */
final class Conduit {

    static final int PAGE = 100;

    /** Not a transaction type, and never to be one. */
    private static final String NO_TYPE = "tracebridge-asks-what-there-is";

    private final TrackerApi api;

    private final String token;

    Conduit(TrackerApi api, String token) {
        this.api = api;
        this.token = token;
    }

    static ObjectNode params() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The call's result. */
    JsonNode call(String method, ObjectNode params) {
        var signed = params.deepCopy();
        signed.putObject("__conduit__").put("token", this.token);
        var form = new LinkedHashMap<String, String>();
        form.put("output", "json");
        form.put("__conduit__", "1");
        form.put("params", signed.toString());
        var answer = this.api.call(TrackerRequest.post("api", method).form(form)).json();
        if (!answer.has("error_code") || !answer.has("result")) {
            throw new TrackerException.NotTheTracker("It answered " + method + " with JSON, but not as Conduit does.");
        }
        var code = answer.path("error_code").asText("");
        if (!answer.path("error_code").isNull() && !code.isEmpty()) {
            throw ConduitErrors.read(method, code, this.api.masked(answer.path("error_info").asText()));
        }
        return answer.path("result");
    }

    /** One page of a search, by the cursor of the page before. */
    Page search(String method, ObjectNode params, Optional<String> after) {
        var asked = params.deepCopy();
        if (!asked.has("limit")) {
            asked.put("limit", PAGE);
        }
        after.ifPresent((cursor) -> asked.put("after", cursor));
        var result = call(method, asked);
        return new Page(list(result.path("data")),
                Optional.of(result.at("/cursor/after").asText("")).filter((cursor) -> !cursor.isEmpty()),
                result.path("maps"));
    }

    List<JsonNode> first(String method, ObjectNode params) {
        return search(method, params, Optional.empty()).data();
    }

    /** Changes a task, or creates one. Answers the task's id and PHID. */
    JsonNode edit(Optional<String> task, Edit edit) {
        var params = params();
        task.ifPresent((phid) -> params.put("objectIdentifier", phid));
        params.set("transactions", edit.json());
        return call("maniphest.edit", params).path("object");
    }

    /**
     * The transaction types that creation takes, custom fields among them; they can be
     * asked for in no other way than by one that there is not. Phabricator looks whether
     * we may create, then refuses the type before it does anything.
     * @throws Rejected with {@code FORBIDDEN} if this account may not create tasks
     */
    List<String> editTypes() {
        try {
            edit(Optional.empty(), Edit.NOTHING.with(NO_TYPE, ""));
        }
        catch (Rejected ex) {
            if (ex.fields().containsKey(NO_TYPE)) {
                return ConduitErrors.validTypes(ex.getMessage());
            }
            throw ex;
        }
        throw new TrackerException.NotTheTracker("It took an unknown type of transaction; is it Phabricator?");
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /**
     * @param after where the next page begins; empty on the last
     */
    record Page(List<JsonNode> data, Optional<String> after, JsonNode maps) {
    }

}
