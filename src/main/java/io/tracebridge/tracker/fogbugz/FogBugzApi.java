package io.tracebridge.tracker.fogbugz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.NotTheTracker;
import io.tracebridge.tracker.http.ErrorReader;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerRequest;
import io.tracebridge.tracker.http.TrackerResponse;

/**
 * FogBugz's JSON interface: one address, one POST per command, the token in the body.
 */
final class FogBugzApi {

    private static final JsonMapper JSON = new JsonMapper();

    private final Function<ErrorReader, TrackerApi> line;

    private final String token;

    /**
     * @param line opens the way to this FogBugz, reading refusals as told
     */
    FogBugzApi(Function<ErrorReader, TrackerApi> line, String token) {
        this.line = line;
        this.token = token;
    }

    /**
     * @return the answer's {@code data}
     * @throws TrackerException that says what a refusal means
     */
    JsonNode call(String command, Map<String, ?> arguments) {
        return attempt(command, arguments).orThrow();
    }

    /** As {@link #call}, for commands whose refusal tells something. */
    Answer attempt(String command, Map<String, ?> arguments) {
        var refusal = new AtomicReference<Refusal>();
        var api = this.line.apply((response) -> {
            Refusal.in(response.json()).ifPresent(refusal::set);
            return (refusal.get() != null) ? refusal.get().exception() : unknown(response);
        });
        try {
            var json = api.call(request(command, arguments)).json();
            var refused = Refusal.in(json).map((one) -> new Refusal(one.code(), api.masked(one.words())));
            if (refused.isEmpty() && !json.has("data")) {
                throw new NotTheTracker("It answered in JSON, but not as FogBugz does.");
            }
            return new Answer(json.path("data"), refused);
        }
        catch (TrackerException ex) {
            if (refusal.get() == null) {
                throw ex;
            }
            return new Answer(MissingNode.getInstance(), Optional.of(refusal.get()));
        }
    }

    private TrackerRequest request(String command, Map<String, ?> arguments) {
        var body = new LinkedHashMap<String, Object>();
        body.put("cmd", command);
        body.put("token", this.token);
        body.putAll(arguments);
        return TrackerRequest.post("f", "api", "0", "jsonapi").json(JSON.valueToTree(body));
    }

    private static TrackerException unknown(TrackerResponse response) {
        return switch (response.status()) {
            case 401, 403 -> new TrackerException.CredentialRefused(
                    "The server before FogBugz refused access (" + response.status() + ").");
            case 404, 405 -> new NotTheTracker("There is no JSON interface at this address. FogBugz For"
                    + " Your Server offers XML only, which is not supported.");
            default ->
                new NotTheTracker("It answered with status " + response.status() + " and no words that FogBugz uses.");
        };
    }

    /** The account itself. */
    JsonNode me() {
        call("logon", Map.of());
        return call("viewPerson", Map.of()).path("person");
    }

    List<JsonNode> writableProjects() {
        return list(call("listProjects", Map.of("fWrite", true)), "projects");
    }

    List<JsonNode> areas(int project) {
        return list(call("listAreas", Map.of("ixProject", project)), "areas");
    }

    List<JsonNode> categories() {
        return list(call("listCategories", Map.of()), "categories");
    }

    List<JsonNode> priorities() {
        return list(call("listPriorities", Map.of()), "priorities");
    }

    List<JsonNode> people() {
        return list(call("listPeople", Map.of("fIncludeVirtual", true)), "people");
    }

    /** Of all categories. Its name differs between editions of the documentation. */
    List<JsonNode> statuses() {
        var answer = attempt("listStatuses", Map.of());
        var unknown = answer.refusal().filter((refusal) -> refusal.code() == Refusal.NO_SUCH_COMMAND).isPresent();
        return list((unknown ? attempt("listStatus", Map.of()) : answer).orThrow(), "statuses");
    }

    static List<JsonNode> list(JsonNode data, String name) {
        return StreamSupport.stream(data.path(name).spliterator(), false).toList();
    }

    /**
     * @param data missing when refused
     */
    record Answer(JsonNode data, Optional<Refusal> refusal) {

        JsonNode orThrow() {
            this.refusal.ifPresent((one) -> {
                throw one.exception();
            });
            return this.data;
        }

    }

}
