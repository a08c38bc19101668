package io.tracebridge.tracker.fogbugz;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A thing in one of FogBugz's lists: {@code ixProject} and {@code sProject}, and so on.
 */
record Named(int id, String name) {

    /**
     * @param kind what follows {@code ix} and {@code s}, such as {@code Project}
     */
    static Named of(JsonNode json, String kind) {
        return new Named(json.path("ix" + kind).asInt(), json.path("s" + kind).asText());
    }

    /** By name in any case, else by number. */
    static Optional<Named> find(List<Named> all, String nameOrId) {
        return all.stream()
            .filter((one) -> one.name().equalsIgnoreCase(nameOrId.strip()))
            .findFirst()
            .or(() -> all.stream().filter((one) -> String.valueOf(one.id()).equals(nameOrId.strip())).findFirst());
    }

    static String names(List<Named> all) {
        return all.stream().map(Named::name).collect(Collectors.joining(", "));
    }

}
