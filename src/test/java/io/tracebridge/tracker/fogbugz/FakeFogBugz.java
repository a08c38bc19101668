package io.tracebridge.tracker.fogbugz;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.FakeServer;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Webhooks;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

import static io.tracebridge.tracker.fogbugz.FakeLists.ME;
import static io.tracebridge.tracker.fogbugz.FakeLists.OWNER;
import static io.tracebridge.tracker.fogbugz.FakeLists.PEOPLE;
import static io.tracebridge.tracker.fogbugz.FakeLists.SOMEBODY;
import static io.tracebridge.tracker.fogbugz.FakeLists.STATUSES;
import static io.tracebridge.tracker.fogbugz.FakeLists.object;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * FogBugz On Demand with the projects Shop and Inbox, as its documentation tells it: one
 * address, one POST per command, refusals in the body.
 */
final class FakeFogBugz extends FakeServer {

    private static final String TOKEN = "24dsg34lok43un23wd5f";

    private static final JsonMapper JSON = new JsonMapper();

    private static final Set<String> WRITES = Set.of("edit", "assign", "resolve", "reactivate", "reopen", "close");

    private final FakeCases held = new FakeCases();

    /** Commands that this edition does not have. */
    final Set<String> lacking = new HashSet<>();

    /** Queries that its search refuses, by a part of them. */
    final Set<String> misunderstood = new HashSet<>();

    /** Queries that its search takes for words nobody wrote, by a part of them. */
    final Set<String> fruitless = new HashSet<>();

    /** Columns that it takes and forgets. */
    final Set<String> ignored = new HashSet<>();

    /** What happens just before the next command of this name. */
    final Map<String, Runnable> before = new LinkedHashMap<>();

    /** The status of answers that refuse. */
    int refusalStatus = 200;

    private MockResponse instead;

    boolean mayWriteToShop = true;

    /** How it says that no case has the marker: by a refusal or by an empty case. */
    boolean refusesUnknownMarkers = true;

    @Override
    public Connection connection() {
        return new Connection(Map.of("baseUrl", url() + "/fb/", "project", "Shop", "nobody", "Up For Grabs"),
                Map.of("apiToken", TOKEN));
    }

    /** With somebody who stands for nobody, unless said otherwise. */
    @Override
    public Connection wrongConnection() {
        return new Connection(connection().settings(), Map.of("apiToken", "wrong7token7wrong7"));
    }

    @Override
    public List<Held> issues() {
        return this.held.cases.stream()
            .map((one) -> new Held(one.path("ixBug").asText(), one.path("sTitle").asText(),
                    one.path("events").path(0).path("s").asText()))
            .toList();
    }

    ObjectNode find(String number) {
        return this.held.find(number);
    }

    @Override
    public void delete(String id) {
        this.held.cases.remove(find(id));
    }

    @Override
    public Standing standing(String id) {
        return this.held.standing(id);
    }

    @Override
    public void changeByHand(String id, String statusKey) {
        var one = find(id);
        one.put("ixStatus", Integer.parseInt(statusKey));
        this.held.event(one, OWNER, "Edited", "");
    }

    @Override
    public Issue.Account somebody() {
        return new Issue.Account(String.valueOf(SOMEBODY), PEOPLE.get(SOMEBODY));
    }

    @Override
    public String nobody() {
        return "4711";
    }

    @Override
    public Webhooks.Request webhook(String id, String secret, String delivery) {
        var json = object().put("eventtype", "CaseResolved")
            .put("casenumber", id)
            .put("caseeventid", String.valueOf(Math.abs(delivery.hashCode())))
            .put("personeditingid", "3")
            .put("personeditingname", "John Doe")
            .put("statusid", "2")
            .put("eventtime", "2026-03-26 08:00:00Z")
            .put("eventtext", "done");
        return new Webhooks.Request(Map.of("Content-Type", "application/json"),
                json.toString().getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    @Override
    protected boolean creates(RecordedRequest request) {
        return body(request).path("cmd").asText().equals("new");
    }

    @Override
    protected MockResponse answer(RecordedRequest request) {
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getUrl().encodedPath()).isEqualTo("/fb/f/api/0/jsonapi");
        assertThat(request.getUrl().querySize()).isZero();
        var body = body(request);
        body.properties().forEach((argument) -> assertTyped(argument.getKey(), argument.getValue()));
        var command = body.path("cmd").asText();
        if (!body.path("token").asText().equals(TOKEN)) {
            return refusal(3, "Error 3: Not logged in with " + body.path("token").asText());
        }
        if (this.lacking.contains(command)) {
            return refusal(27, "Error 27: Unknown command");
        }
        Optional.ofNullable(this.before.remove(command)).ifPresent(Runnable::run);
        if (this.instead != null) {
            var now = this.instead;
            this.instead = null;
            return now;
        }
        try {
            return WRITES.contains(command) ? data(object().set("case", this.held.change(command, body)))
                    : read(command, body);
        }
        catch (FakeCases.Refused ex) {
            return refusal(ex.code, ex.getMessage());
        }
    }

    private static void assertTyped(String name, JsonNode value) {
        if (name.startsWith("ix") && !name.equals("ixBugParent")) {
            assertThat(value.isInt()).as(name).isTrue();
        }
        else if (name.matches("f[A-Z].*")) {
            assertThat(value.isBoolean()).as(name).isTrue();
        }
        else if (name.matches("s[A-Z].*|q|cmd|token")) {
            assertThat(value.isTextual()).as(name).isTrue();
        }
        else if (name.equals("cols")) {
            assertThat(value.isArray()).as(name).isTrue();
        }
    }

    private MockResponse read(String command, ObjectNode body) {
        return switch (command) {
            case "logon" -> data(object().put("token", TOKEN));
            case "viewPerson" -> data(object().set("person", FakeLists.person(ME)));
            case "listProjects" ->
                list("projects", Stream.of(FakeLists.project(11, "Inbox"), FakeLists.project(12, "Shop"))
                    .filter((one) -> this.mayWriteToShop || one.path("ixProject").asInt() == 11));
            case "listAreas" -> list("areas", Stream.of(FakeLists.area(15, "Code"), FakeLists.area(16, "Checkout")));
            case "listCategories" ->
                list("categories", Stream.of(FakeLists.category(1, "Bug"), FakeLists.category(2, "Feature")));
            case "listPriorities" ->
                list("priorities", Stream.of(FakeLists.priority(1, "Must Fix"), FakeLists.priority(3, "Normal")));
            case "listStatuses", "listStatus" -> list("statuses", STATUSES.stream().map(FakeLists::json));
            case "listPeople" ->
                list("people", PEOPLE.keySet().stream().filter((id) -> id > 1).sorted().map(FakeLists::person));
            case "listScoutCase" -> scouted(body.path("sScoutDescription").asText());
            case "search" -> search(body);
            case "new" -> data(
                    object().set("case", this.held.create(body, this.mayWriteToShop ? "Shop" : "Inbox", this.ignored)));
            default -> refusal(27, "Error 27: Unknown command");
        };
    }

    private MockResponse scouted(String description) {
        return this.held.withMarker(description)
            .<MockResponse>map((one) -> data(object().set("case",
                    object().put("ixBug", one.path("ixBug").asInt())
                        .put("sScoutMessage", "")
                        .put("fScoutStopReporting", one.path("fScoutStopReporting").asBoolean())
                        .put("sScoutDescription", description))))
            .orElseGet(() -> this.refusesUnknownMarkers ? refusal(5, "Error 5: No such case")
                    : data(object().set("case", object())));
    }

    private MockResponse search(ObjectNode body) {
        var query = body.path("q").asText();
        if (this.misunderstood.stream().anyMatch(query::contains)) {
            return refusal(10, "Error 10: Search failed");
        }
        var found = this.fruitless.stream().anyMatch(query::contains) ? List.<ObjectNode>of()
                : this.held.cases.stream().filter(FakeCases.matching(query)).toList();
        if (query.contains("orderBy:\"-edited\"")) {
            found = found.stream()
                .sorted(Comparator.comparing((ObjectNode one) -> one.path("dtLastUpdated").asText()).reversed())
                .toList();
        }
        var page = found.stream().limit(body.path("max").asInt(200)).map((one) -> FakeCases.shown(one, body)).toList();
        var data = object().put("count", page.size()).put("totalHits", found.size());
        data.putArray("cases").addAll(page);
        return data(data);
    }

    private static MockResponse list(String name, Stream<ObjectNode> all) {
        var data = object();
        data.putArray(name).addAll(all.toList());
        return data(data);
    }

    private static MockResponse data(JsonNode data) {
        var envelope = object();
        envelope.set("data", data);
        envelope.putArray("errors");
        envelope.putArray("warnings");
        return json(200, envelope.putNull("errorCode").putNull("maxCacheAge"));
    }

    private MockResponse refusal(int code, String message) {
        var envelope = object().putNull("data");
        envelope.putArray("errors").addObject().put("message", message).putNull("detail").put("code", "" + code);
        return json(this.refusalStatus, envelope.put("errorCode", "" + code));
    }

    /** A case that somebody else made and last changed then. */
    void add(int number, Instant updatedAt) {
        this.held.cases.add(object().put("ixBug", number)
            .put("fOpen", true)
            .put("ixStatus", 1)
            .put("dtLastUpdated", updatedAt.toString()));
    }

    /** The next answer is this, whatever was asked. */
    void instead(int status, String body) {
        this.instead = new MockResponse.Builder().code(status)
            .setHeader("Content-Type", "application/json")
            .body(body)
            .build();
    }

    /** Names of all commands, in order. */
    List<String> commands() {
        return requests().stream().map((request) -> body(request).path("cmd").asText()).toList();
    }

    private static ObjectNode body(RecordedRequest request) {
        try {
            return (ObjectNode) JSON.readTree(request.getBody().utf8());
        }
        catch (JsonProcessingException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The bodies of all requests of this command. */
    List<ObjectNode> sent(String command) {
        return requests().stream()
            .map(FakeFogBugz::body)
            .filter((body) -> body.path("cmd").asText().equals(command))
            .toList();
    }

}
