package io.tracebridge.tracker.fogbugz;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * FogBugz On Demand with the projects Shop and Inbox, as its documentation tells it: one
 * address, refusals in the body, a case always somebody's, closed ones CLOSED's, resolved
 * ones their opener's unless said otherwise.
 */
final class FakeFogBugz extends FakeServer {

    static final int ME = 9;

    static final int OWNER = 2;

    static final int UP_FOR_GRABS = 7;

    static final int SOMEBODY = 5;

    private static final String TOKEN = "24dsg34lok43un23wd5f";

    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern EDITED = Pattern.compile("edited:\"-(\\d+)([hd])\\.\\.now\"");

    private static final Pattern TAG = Pattern.compile("tag:\"(\\w+)\"");

    private static final Set<String> WRITES = Set.of("edit", "assign", "resolve", "reactivate", "reopen", "close");

    private static final Map<Integer, String> PEOPLE = Map.of(1, "CLOSED", OWNER, "Administrator", SOMEBODY,
            "Jane Smith", UP_FOR_GRABS, "Up For Grabs", ME, "Errors Bot");

    /** Category 1 is Bug, 2 is Feature. */
    private static final List<CaseStatus> STATUSES = List.of(status(1, "Active", 1), status(21, "In Progress", 1),
            resolved(2, "Resolved (Fixed)", 1), resolved(3, "Resolved (Not Reproducible)", 1),
            new CaseStatus(4, "Resolved (Duplicate)", 1, true, true, false), resolved(6, "Resolved (Won't Fix)", 1),
            new CaseStatus(30, "Resolved (Long ago)", 1, true, false, true), status(17, "Active", 2),
            resolved(8, "Resolved (Implemented)", 2));

    private final List<ObjectNode> cases = new CopyOnWriteArrayList<>();

    private final Map<Integer, Integer> writes = new HashMap<>();

    private int events = 900;

    private int numbers = 122;

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

    private static CaseStatus status(int id, String name, int category) {
        return new CaseStatus(id, name, category, false, false, false);
    }

    private static CaseStatus resolved(int id, String name, int category) {
        return new CaseStatus(id, name, category, true, false, false);
    }

    @Override
    public Connection connection() {
        return connection(Map.of());
    }

    /** With somebody who stands for nobody, unless said otherwise. */
    Connection connection(Map<String, String> more) {
        var settings = new HashMap<>(Map.of("baseUrl", url() + "/fb/", "project", "Shop", "nobody", "Up For Grabs"));
        settings.putAll(more);
        return new Connection(settings, Map.of("apiToken", TOKEN));
    }

    @Override
    public Connection wrongConnection() {
        return new Connection(connection().settings(), Map.of("apiToken", "wrong7token7wrong7"));
    }

    @Override
    public List<Held> issues() {
        return this.cases.stream()
            .map((one) -> new Held(one.path("ixBug").asText(), one.path("sTitle").asText(),
                    one.path("events").path(0).path("s").asText()))
            .toList();
    }

    ObjectNode find(String number) {
        return this.cases.stream().filter((one) -> one.path("ixBug").asText().equals(number)).findFirst().orElse(null);
    }

    @Override
    public void delete(String id) {
        this.cases.remove(find(id));
    }

    @Override
    public Standing standing(String id) {
        var one = find(id);
        var person = one.path("ixPersonAssignedTo").asInt();
        var texts = StreamSupport.stream(one.path("events").spliterator(), false)
            .skip(1)
            .map((event) -> event.path("s").asText())
            .filter((text) -> !text.isEmpty())
            .toList();
        return new Standing(one.path("ixStatus").asText(),
                (person == UP_FOR_GRABS) ? Optional.empty() : Optional.of(String.valueOf(person)), texts, List.of(),
                this.writes.getOrDefault(Integer.valueOf(id), 0));
    }

    @Override
    public void changeByHand(String id, String statusKey) {
        var one = find(id);
        one.put("ixStatus", Integer.parseInt(statusKey));
        event(one, OWNER, "Edited", "");
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
        var json = JSON.createObjectNode()
            .put("eventtype", "CaseResolved")
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
        return WRITES.contains(command) ? write(command, body) : read(command, body);
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
            case "viewPerson" -> data(object().set("person", person(ME)));
            case "listProjects" -> list("projects", Stream.of(project(11, "Inbox"), project(12, "Shop"))
                .filter((one) -> this.mayWriteToShop || one.path("ixProject").asInt() == 11));
            case "listAreas" -> list("areas", Stream.of(area(15, "Code"), area(16, "Checkout")));
            case "listCategories" -> list("categories", Stream.of(category(1, "Bug"), category(2, "Feature")));
            case "listPriorities" -> list("priorities", Stream.of(priority(1, "Must Fix"), priority(3, "Normal")));
            case "listStatuses", "listStatus" -> list("statuses", STATUSES.stream().map(FakeFogBugz::json));
            case "listPeople" ->
                list("people", PEOPLE.keySet().stream().filter((id) -> id > 1).sorted().map(FakeFogBugz::person));
            case "listScoutCase" -> scouted(body.path("sScoutDescription").asText());
            case "search" -> search(body);
            case "new" -> create(body);
            default -> refusal(27, "Error 27: Unknown command");
        };
    }

    private MockResponse scouted(String description) {
        return withMarker(description)
            .<MockResponse>map((one) -> data(object().set("case",
                    object().put("ixBug", one.path("ixBug").asInt())
                        .put("sScoutMessage", "")
                        .put("fScoutStopReporting", one.path("fScoutStopReporting").asBoolean())
                        .put("sScoutDescription", description))))
            .orElseGet(() -> this.refusesUnknownMarkers ? refusal(5, "Error 5: No such case")
                    : data(object().set("case", object())));
    }

    private Optional<ObjectNode> withMarker(String description) {
        return this.cases.stream()
            .filter((one) -> one.path("sScoutDescription").asText().equalsIgnoreCase(description))
            .findFirst();
    }

    private MockResponse search(ObjectNode body) {
        var query = body.path("q").asText();
        if (this.misunderstood.stream().anyMatch(query::contains)) {
            return refusal(10, "Error 10: Search failed");
        }
        var found = this.fruitless.stream().anyMatch(query::contains) ? List.<ObjectNode>of()
                : this.cases.stream().filter(matching(query)).toList();
        if (query.contains("orderBy:\"-edited\"")) {
            found = found.stream()
                .sorted(Comparator.comparing((ObjectNode one) -> one.path("dtLastUpdated").asText()).reversed())
                .toList();
        }
        var page = found.stream().limit(body.path("max").asInt(200)).map((one) -> shown(one, body)).toList();
        var data = object().put("count", page.size()).put("totalHits", found.size());
        data.putArray("cases").addAll(page);
        return data(data);
    }

    private static Predicate<ObjectNode> matching(String query) {
        var edited = EDITED.matcher(query);
        if (edited.matches()) {
            var amount = Long.parseLong(edited.group(1));
            var since = Instant.now()
                .minus(edited.group(2).equals("h") ? Duration.ofHours(amount) : Duration.ofDays(amount));
            return (one) -> !Instant.parse(one.path("dtLastUpdated").asText()).isBefore(since);
        }
        var tag = TAG.matcher(query);
        if (tag.matches()) {
            return (one) -> StreamSupport.stream(one.path("tags").spliterator(), false)
                .anyMatch((one1) -> one1.asText().equals(tag.group(1)));
        }
        return query.startsWith("type:case") ? (one) -> true : (one) -> one.path("ixBug").asText().equals(query);
    }

    private MockResponse create(ObjectNode body) {
        var twin = withMarker(body.path("sScoutDescription").asText());
        if (twin.isPresent()) {
            if (!twin.get().path("fScoutStopReporting").asBoolean()) {
                event(twin.get(), ME, "Occurred again", body.path("sEvent").asText());
            }
            return data(object().set("case", shown(twin.get(), body)));
        }
        var one = object().put("ixBug", ++this.numbers).put("fOpen", true).put("ixStatus", 1).put("ixCategory", 1);
        one.putArray("events");
        var sent = body.deepCopy();
        sent.remove(List.of("cmd", "token", "cols", "sEvent", "fRichText", "sTags"));
        sent.remove(this.ignored);
        one.setAll(sent);
        if (!this.mayWriteToShop) {
            one.put("ixProject", 11);
        }
        one.put("sProject", one.path("ixProject").asInt() == 12 ? "Shop" : "Inbox");
        Map.of("ixPersonAssignedTo", OWNER, "ixPriority", 3, "ixArea", 15)
            .forEach((column, usual) -> one.put(column, one.path(column).asInt(usual)));
        var tags = one.putArray("tags");
        Stream.of(body.path("sTags").asText().split(",")).filter((tag) -> !tag.isBlank()).forEach(tags::add);
        event(one, ME, "Opened", body.path("sEvent").asText());
        this.cases.add(one);
        return data(object().set("case", shown(one, body)));
    }

    private MockResponse write(String command, ObjectNode body) {
        var one = find(body.path("ixBug").asText());
        if (one == null) {
            return refusal(5, "Error 5: No such case");
        }
        if (body.has("ixBugEvent") && body.path("ixBugEvent").asInt() != one.path("ixBugEventLatest").asInt()) {
            return refusal(9, "Error 9: Case has changed");
        }
        if (!operations(one).contains(command)) {
            return refusal(6, "Error 6: The case cannot be " + command + "ed now");
        }
        var status = body.path("ixStatus").asInt(one.path("ixStatus").asInt());
        if (!fits(status, one, command)) {
            return refusal(4, "Error 4: ixStatus is not one of the category's");
        }
        one.put("ixStatus", command.startsWith("re") && !command.equals("resolve") ? first(one) : status);
        one.put("fOpen", !command.equals("close"));
        one.put("ixPersonAssignedTo", switch (command) {
            case "close" -> FogBugzCase.CLOSED;
            case "resolve", "reactivate", "reopen" -> body.path("ixPersonAssignedTo").asInt(ME);
            default -> body.path("ixPersonAssignedTo").asInt(one.path("ixPersonAssignedTo").asInt());
        });
        if (body.has("sReleaseNotes")) {
            one.put("sReleaseNotes", body.path("sReleaseNotes").asText());
        }
        event(one, ME, command, body.path("sEvent").asText());
        this.writes.merge(one.path("ixBug").asInt(), 1, Integer::sum);
        return data(object().set("case", shown(one, body)));
    }

    private static boolean fits(int status, JsonNode one, String command) {
        return STATUSES.stream()
            .filter((known) -> known.id() == status && known.category() == one.path("ixCategory").asInt())
            .anyMatch((known) -> !command.equals("resolve") || known.resolved());
    }

    private static int first(JsonNode one) {
        return STATUSES.stream()
            .filter((known) -> known.category() == one.path("ixCategory").asInt())
            .findFirst()
            .orElseThrow()
            .id();
    }

    static List<String> operations(JsonNode one) {
        if (!one.path("fOpen").asBoolean()) {
            return List.of("edit", "reopen", "email");
        }
        var resolved = status(one).resolved();
        return resolved ? List.of("edit", "reactivate", "close", "email")
                : List.of("edit", "assign", "resolve", "email");
    }

    private static CaseStatus status(JsonNode one) {
        return STATUSES.stream()
            .filter((known) -> known.id() == one.path("ixStatus").asInt())
            .findFirst()
            .orElseThrow();
    }

    private void event(ObjectNode one, int person, String verb, String text) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        one.withArray("events")
            .addObject()
            .put("ixBugEvent", ++this.events)
            .put("sVerb", verb)
            .put("ixPerson", person)
            .put("ixPersonAssignedTo", one.path("ixPersonAssignedTo").asInt())
            .put("dt", now)
            .put("s", text);
        one.put("ixBugEventLatest", this.events).put("dtLastUpdated", now);
    }

    private static ObjectNode shown(ObjectNode one, JsonNode body) {
        var shown = object();
        operations(one).forEach(shown.putArray("operations")::add);
        shown.put("ixBug", one.path("ixBug").asInt());
        for (var column : body.path("cols")) {
            switch (column.asText()) {
                case "sStatus" -> shown.put("sStatus", status(one).name());
                case "sPersonAssignedTo" ->
                    shown.put("sPersonAssignedTo", PEOPLE.get(one.path("ixPersonAssignedTo").asInt()));
                default -> Optional.ofNullable(one.get(column.asText()))
                    .ifPresent((value) -> shown.set(column.asText(), value));
            }
        }
        return shown;
    }

    private static ObjectNode json(CaseStatus status) {
        return object().put("ixStatus", status.id())
            .put("sStatus", status.name())
            .put("ixCategory", status.category())
            .put("fWorkDone", status.resolved())
            .put("fResolved", status.resolved())
            .put("fDuplicate", status.duplicate())
            .put("fDeleted", status.deleted())
            .put("fReactivate", false)
            .put("iOrder", 0);
    }

    private static ObjectNode person(int id) {
        return object().put("ixPerson", id)
            .put("sFullName", PEOPLE.get(id))
            .put("sEmail", PEOPLE.get(id).toLowerCase().replace(' ', '.') + "@example.com")
            .put("fAdministrator", false)
            .put("fCommunity", false)
            .put("fVirtual", id == UP_FOR_GRABS)
            .put("fDeleted", false);
    }

    private static ObjectNode project(int id, String name) {
        return object().put("ixProject", id).put("sProject", name).put("ixPersonOwner", OWNER).put("fDeleted", false);
    }

    private static ObjectNode area(int id, String name) {
        return object().put("ixArea", id).put("sArea", name).put("ixProject", 12);
    }

    private static ObjectNode category(int id, String name) {
        return object().put("ixCategory", id).put("sCategory", name);
    }

    private static ObjectNode priority(int id, String name) {
        return object().put("ixPriority", id).put("sPriority", name);
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
        this.cases.add(object().put("ixBug", number)
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

    private static ObjectNode object() {
        return JSON.createObjectNode();
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
        var sent = new ArrayList<ObjectNode>();
        requests().stream()
            .map(FakeFogBugz::body)
            .filter((body) -> body.path("cmd").asText().equals(command))
            .forEach(sent::add);
        return sent;
    }

}
