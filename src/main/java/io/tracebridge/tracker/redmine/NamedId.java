package io.tracebridge.tracker.redmine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** Anything that Redmine lists as {@code {"id": 1, "name": "Bug"}}. */
record NamedId(int id, String name) {

    static NamedId of(JsonNode json) {
        return new NamedId(json.path("id").asInt(), json.path("name").asText());
    }

    static List<NamedId> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(NamedId::of).toList();
    }

    /** By name in any case, else by id. */
    static Optional<NamedId> find(List<NamedId> all, String nameOrId) {
        return all.stream()
            .filter((one) -> one.name().equalsIgnoreCase(nameOrId))
            .findFirst()
            .or(() -> all.stream().filter((one) -> String.valueOf(one.id()).equals(nameOrId)).findFirst());
    }

    static String names(List<NamedId> all) {
        return all.stream().map(NamedId::name).collect(Collectors.joining(", "));
    }

}
