package io.tracebridge.tracker.redmine;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as Redmine writes it, and what is read from it. */
final class FakeJson {

    private FakeJson() {
    }

    static final JsonMapper JSON = new JsonMapper();

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode array(ObjectNode into, String name, Stream<ObjectNode> all) {
        ArrayNode array = into.putArray(name);
        all.forEach(array::add);
        return into;
    }

    static Stream<ObjectNode> named(Map<Integer, String> all) {
        return all.entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .map((one) -> object().put("id", one.getKey()).put("name", one.getValue()));
    }

    static void refer(ObjectNode issue, String name, Map<Integer, String> all, int id) {
        issue.putObject(name).put("id", id).put("name", all.get(id));
    }

    static JsonNode custom(JsonNode issue, int id) {
        for (var field : issue.path("custom_fields")) {
            if (field.path("id").asInt() == id) {
                return field;
            }
        }
        return object();
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        }
        catch (JsonProcessingException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
