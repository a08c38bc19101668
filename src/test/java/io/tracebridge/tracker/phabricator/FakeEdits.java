package io.tracebridge.tracker.phabricator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How tasks of {@link FakePhabricator} are made and changed: types are checked before
 * anything is done, and whoever closes a task that nobody has is given it.
 */
final class FakeEdits {

    private static final Set<String> OWN_TYPES = Set.of("parent", "column", "space", "title", "owner", "status",
            "priority", "points", "description", "subtype", "projects.add", "comment");

    /** Statuses that refuse edits. */
    final Set<String> locked = new LinkedHashSet<>();

    boolean mayCreate = true;

    final Map<String, List<String>> comments = new LinkedHashMap<>();

    final Map<String, Integer> writes = new LinkedHashMap<>();

    private final FakeTasks tasks;

    FakeEdits(FakeTasks tasks) {
        this.tasks = tasks;
    }

    JsonNode edit(ObjectNode params) {
        var creation = !params.has("objectIdentifier");
        if (creation && !this.mayCreate) {
            throw new FakeConduit.Refusal("ERR-CONDUIT-CORE", "You do not have permission to create tasks.");
        }
        var phid = params.path("objectIdentifier").asText();
        if (!creation && this.tasks.task(phid) == null) {
            throw new FakeConduit.Refusal("ERR-CONDUIT-CORE", "No object exists with PHID \"" + phid + "\".");
        }
        var task = creation ? this.tasks.blank() : this.tasks.task(phid).deepCopy();
        var transactions = params.path("transactions");
        checkTypes(transactions);
        var fields = (ObjectNode) task.path("fields");
        var open = !FakeLists.closed(fields.at("/status/value").asText());
        var owned = false;
        for (var transaction : transactions) {
            owned |= transaction.path("type").asText().equals("owner");
            apply(task, transaction.path("type").asText(), transaction.path("value"));
        }
        if (fields.path("name").asText().isEmpty()) {
            throw new FakeConduit.Refusal("ERR-CONDUIT-CORE", "Validation errors:\n  - Tasks must have a title.");
        }
        if (open && FakeLists.closed(fields.at("/status/value").asText()) && !owned
                && fields.path("ownerPHID").isNull()) {
            fields.put("ownerPHID", FakePhabricator.BOT);
        }
        fields.put("dateModified", Instant.now().getEpochSecond());
        if (creation) {
            this.tasks.all().add(task);
        }
        else {
            this.tasks.all().set(this.tasks.all().indexOf(this.tasks.task(phid)), task);
            this.writes.merge(phid, 1, Integer::sum);
        }
        var result = FakeConduit.object();
        result.putObject("object").put("id", FakeTasks.id(task)).put("phid", task.path("phid").asText());
        return result;
    }

    private void checkTypes(JsonNode transactions) {
        var key = 0;
        for (var transaction : transactions) {
            var type = transaction.path("type").asText();
            if (!OWN_TYPES.contains(type) && !this.tasks.fields.containsKey(type)) {
                var valid = Stream.concat(OWN_TYPES.stream().sorted(), this.tasks.fields.keySet().stream());
                throw new FakeConduit.Refusal("ERR-CONDUIT-CORE",
                        "Transaction with key \"%d\" has invalid type \"%s\". This type is not recognized. Valid types are: %s."
                            .formatted(key, type, valid.collect(Collectors.joining(", "))));
            }
            key++;
        }
    }

    private void apply(ObjectNode task, String type, JsonNode value) {
        var fields = (ObjectNode) task.path("fields");
        switch (type) {
            case "title" -> {
                var title = value.asText();
                if (title.codePointCount(0, title.length()) > 255) {
                    throw new FakeConduit.Refusal("ERR-CONDUIT-CORE",
                            "Validation errors:\n  - Task title cannot exceed 255 characters.");
                }
                fields.put("name", title);
            }
            case "description" -> fields.putObject("description").put("raw", value.asText());
            case "owner" -> owner(fields, value);
            case "status" -> {
                if (this.locked.contains(value.asText())) {
                    throw new FakeConduit.Refusal("ERR-CONDUIT-CORE",
                            "You can not edit this task because it is locked.");
                }
                status(fields, value.asText());
            }
            case "priority" -> fields.putObject("priority")
                .put("name",
                        FakeLists.priorities()
                            .filter((one) -> one.at("/keywords/0").equals(value))
                            .findFirst()
                            .orElseThrow(() -> new FakeConduit.Refusal("ERR-CONDUIT-CORE",
                                    "Validation errors:\n  - Task priority \"" + value.asText()
                                            + "\" is not a valid task priority. Use a priority keyword."))
                            .path("name")
                            .asText());
            case "projects.add" -> fields.set("projects", value);
            case "space" -> fields.put("spacePHID", value.asText());
            case "comment" ->
                this.comments.computeIfAbsent(task.path("phid").asText(), (none) -> new CopyOnWriteArrayList<>())
                    .add(value.asText());
            case "custom.mycompany.count" -> {
                if (!value.isIntegralNumber()) {
                    throw new FakeConduit.Refusal("ERR-CONDUIT-CORE",
                            "Exception when processing transaction of type \"" + type + "\": Expected integer.");
                }
                fields.set(type, value);
            }
            default -> fields.set(type, value);
        }
    }

    /** An empty name is nobody, too. */
    private static void owner(ObjectNode fields, JsonNode value) {
        if (value.isNull() || value.asText().isEmpty()) {
            fields.putNull("ownerPHID");
        }
        else if (Set.of(FakeLists.ALICE.id(), "alice").contains(value.asText())) {
            fields.put("ownerPHID", FakeLists.ALICE.id());
        }
        else {
            throw new FakeConduit.Refusal("ERR-CONDUIT-CORE",
                    "Validation errors:\n  - User \"" + value.asText() + "\" is not a valid user.");
        }
    }

    static void status(ObjectNode fields, String value) {
        var status = FakeLists.statuses().filter((one) -> one.path("value").asText().equals(value)).findFirst();
        if (status.isEmpty() || value.equals("duplicate")) {
            throw new FakeConduit.Refusal("ERR-CONDUIT-CORE",
                    "Validation errors:\n  - Task status \"" + value + "\" is not valid.");
        }
        fields.putObject("status").put("value", value).put("name", status.get().path("name").asText()).putNull("color");
    }

}
