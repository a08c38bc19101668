package io.tracebridge.tracker.phabricator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.FakeServer;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Webhooks;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * Phorge below the path {@code /phorge}. It does what its source says: refuses JSON
 * bodies, answers refusals with status 200, gives a task that nobody has to whoever
 * closes it, knows a page's end by a task's id, and checks types before it acts.
 */
final class FakePhabricator extends FakeServer {

    static final String BOT = "PHID-USER-bot00000000000000000";

    static final String FIELD = "custom.mycompany.error-url";

    private static final String TOKEN = "api-abcdefghijklmnopqrstuvwxyz01";

    final FakeTasks tasks = new FakeTasks();

    final FakeEdits edits = new FakeEdits(this.tasks);

    /** What every call is refused with, if it is. */
    Map.Entry<String, String> refusal;

    @Override
    public Connection connection() {
        return connection(TOKEN);
    }

    @Override
    public Connection wrongConnection() {
        return connection("api-ffffffffffffffffffffffffffff");
    }

    private Connection connection(String token) {
        return new Connection(Map.of("baseUrl", url() + "/phorge/", "projects", "#shop"), Map.of("apiToken", token));
    }

    @Override
    public List<Held> issues() {
        return this.tasks.all()
            .stream()
            .map((task) -> new Held(task.path("phid").asText(), task.at("/fields/name").asText(),
                    task.at("/fields/description/raw").asText()))
            .toList();
    }

    ObjectNode task(String phid) {
        return this.tasks.task(phid);
    }

    private ObjectNode fieldsOf(String phid) {
        return (ObjectNode) task(phid).path("fields");
    }

    @Override
    public void delete(String id) {
        this.tasks.all().remove(task(id));
    }

    @Override
    public Standing standing(String id) {
        var fields = fieldsOf(id);
        return new Standing(fields.at("/status/value").asText(),
                Optional.of(fields.path("ownerPHID")).filter(JsonNode::isTextual).map(JsonNode::asText),
                List.copyOf(this.edits.comments.getOrDefault(id, List.of())), List.of(),
                this.edits.writes.getOrDefault(id, 0));
    }

    @Override
    public void changeByHand(String id, String statusKey) {
        FakeEdits.status(fieldsOf(id), statusKey);
        fieldsOf(id).put("dateModified", Instant.now().getEpochSecond());
    }

    @Override
    public Issue.Account somebody() {
        return FakeLists.ALICE;
    }

    @Override
    public String nobody() {
        return "PHID-USER-nobody00000000000000";
    }

    @Override
    public Webhooks.Request webhook(String id, String secret, String delivery) {
        var body = FakeConduit.object();
        body.putObject("object").put("type", "TASK").put("phid", id);
        body.putArray("triggers").addObject().put("phid", "PHID-HWBH-eeeeeeeeeeeeeeeeeeee");
        body.putObject("action").put("test", false).put("silent", false).put("secure", false).put("epoch", 1760000301);
        body.putArray("transactions").addObject().put("phid", "PHID-XACT-TASK-" + delivery);
        return signed(body.toString(), secret);
    }

    static Webhooks.Request signed(String body, String secret) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Webhooks.Request(Map.of("X-Phabricator-Webhook-Signature", Signatures.hexHmacSha256(secret, bytes)),
                bytes, Instant.now());
    }

    @Override
    protected boolean creates(RecordedRequest request) {
        return request.getUrl().encodedPath().endsWith("/api/maniphest.edit")
                && !FakeConduit.params(request).has("objectIdentifier");
    }

    @Override
    protected MockResponse answer(RecordedRequest request) {
        try {
            return json(200,
                    FakeConduit.object().putNull("error_code").putNull("error_info").set("result", result(request)));
        }
        catch (FakeConduit.Refusal ex) {
            return json(200,
                    FakeConduit.object()
                        .putNull("result")
                        .put("error_code", ex.code())
                        .put("error_info", ex.getMessage()));
        }
    }

    private JsonNode result(RecordedRequest request) {
        if (!"application/x-www-form-urlencoded".equals(request.getHeaders().get("Content-Type"))) {
            throw new FakeConduit.Refusal("ERR-CONDUIT-CORE",
                    "Use form-encoded data to submit parameters to Conduit endpoints. Sending a FakeConduit.JSON-encoded body and "
                            + "setting 'Content-Type': 'application/json' is not currently supported.");
        }
        var params = FakeConduit.params(request);
        var token = params.at("/__conduit__/token").asText();
        if (!token.equals(TOKEN)) {
            throw new FakeConduit.Refusal("ERR-INVALID-AUTH", "API token \"" + token + "\" is not valid.");
        }
        if (this.refusal != null) {
            throw new FakeConduit.Refusal(this.refusal.getKey(), this.refusal.getValue());
        }
        return switch (request.getUrl().encodedPath().replaceFirst("^/phorge/api/", "")) {
            case "user.whoami" -> FakeConduit.object().put("phid", BOT).put("userName", "errors-bot");
            case "project.search" -> FakeLists.projects(params);
            case "phid.lookup" -> params.path("names").toString().equals("[\"S2\"]")
                    ? FakeConduit.object().set("S2", FakeConduit.object().put("phid", "PHID-SPCE-two00000000000000000"))
                    : JsonNodeFactory.instance.arrayNode();
            case "maniphest.status.search" -> FakeConduit.data(FakeLists.statuses());
            case "maniphest.priority.search" -> FakeConduit.data(FakeLists.priorities());
            case "user.search" -> FakeLists.users(params.path("constraints"));
            case "user.query" -> FakeConduit.JSON.createArrayNode()
                .addAll(params.at("/emails/0").asText().equals("alice@example.com") ? List.of(FakeConduit.object()
                    .put("phid", FakeLists.ALICE.id())
                    .put("userName", "alice")
                    .put("realName", "Alice Doe")) : List.of());
            case "maniphest.search" -> this.tasks.search(params);
            case "maniphest.edit" -> this.edits.edit(params);
            default -> throw new FakeConduit.Refusal("ERR-CONDUIT-CALL", "Conduit API method does not exist.");
        };
    }

}
