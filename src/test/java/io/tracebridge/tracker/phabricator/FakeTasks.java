package io.tracebridge.tracker.phabricator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The tasks of {@link FakePhabricator}, and how they are searched for. */
final class FakeTasks {

    private final List<ObjectNode> tasks = new CopyOnWriteArrayList<>();

    /** Custom fields, and whether they can be searched by. */
    final Map<String, Boolean> fields = new LinkedHashMap<>(
            Map.of(FakePhabricator.FIELD, true, "custom.mycompany.version", false, "custom.mycompany.count", false));

    List<ObjectNode> all() {
        return this.tasks;
    }

    ObjectNode task(String phid) {
        return this.tasks.stream().filter((task) -> task.path("phid").asText().equals(phid)).findFirst().orElse(null);
    }

    /** Adds a task of ours that changed at this second. */
    String hold(long modified) {
        var task = blank();
        ((ObjectNode) task.path("fields")).put("name", "Held").put("dateModified", modified);
        this.tasks.add(task);
        return task.path("phid").asText();
    }

    JsonNode search(ObjectNode params) {
        var constraints = params.path("constraints");
        var named = new ArrayList<String>();
        constraints.fieldNames().forEachRemaining(named::add);
        Predicate<ObjectNode> wanted = (task) -> true;
        for (var name : named) {
            wanted = wanted.and(constraint(name, constraints.path(name)));
        }
        var order = switch (params.path("order").asText("newest")) {
            case "outdated" -> Comparator.comparingLong(FakeTasks::modified).thenComparing(FakeTasks::id);
            case "oldest" -> Comparator.comparingLong(FakeTasks::id);
            case "newest" -> Comparator.comparingLong(FakeTasks::id).reversed();
            default -> throw new AssertionError("no such order: " + params);
        };
        var after = params.path("after").asText();
        var limit = params.path("limit").asInt(100);
        if (limit > 100) {
            throw new FakeConduit.Refusal("ERR-CONDUIT-CORE", "Maximum page size for Conduit API method calls is 100.");
        }
        var found = this.tasks.stream().filter(wanted).sorted(order).toList();
        var rest = after.isEmpty() ? found
                : found.stream().filter((task) -> order.compare(task, byId(Long.parseLong(after))) > 0).toList();
        var result = FakeConduit.data(rest.stream().limit(limit));
        if (rest.size() > limit) {
            result.withObject("/cursor").put("after", String.valueOf(id(rest.get(limit - 1))));
        }
        return result;
    }

    private Predicate<ObjectNode> constraint(String name, JsonNode value) {
        if (this.fields.getOrDefault(name, false)) {
            return (task) -> FakeConduit.contains(value, task.path("fields").path(name).asText());
        }
        return switch (name) {
            case "ids" -> (task) -> value.path(0).asLong() == id(task);
            case "phids" -> (task) -> FakeConduit.contains(value, task.path("phid").asText());
            case "authorPHIDs" -> (task) -> FakeConduit.contains(value, task.at("/fields/authorPHID").asText());
            case "createdStart" -> (task) -> task.at("/fields/dateCreated").asLong() >= value.asLong();
            case "modifiedStart" -> (task) -> modified(task) >= value.asLong();
            case "modifiedEnd" -> (task) -> modified(task) <= value.asLong();
            default -> throw new FakeConduit.Refusal("ERR-CONDUIT-CORE",
                    "Constraint \"" + name + "\" is not a valid constraint for this query.");
        };
    }

    ObjectNode blank() {
        var id = this.tasks.stream().mapToLong(FakeTasks::id).max().orElse(122) + 1;
        var task = FakeConduit.object().put("id", id).put("type", "TASK").put("phid", "PHID-TASK-%020d".formatted(id));
        var fields = task.putObject("fields");
        fields.put("authorPHID", FakePhabricator.BOT).putNull("ownerPHID").put("subtype", "default");
        FakeEdits.status(fields, "open");
        this.fields.keySet().forEach(fields::putNull);
        fields.put("dateCreated", Instant.now().getEpochSecond());
        return task;
    }

    private ObjectNode byId(long id) {
        return this.tasks.stream().filter((task) -> id(task) == id).findFirst().orElseThrow();
    }

    static long id(JsonNode task) {
        return task.path("id").asLong();
    }

    private static long modified(JsonNode task) {
        return task.at("/fields/dateModified").asLong();
    }

}
