package io.tracebridge.tracker.fogbugz;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.Marker;

/** Finds the case that carries a marker. */
final class MarkedCases {

    private final FogBugzApi api;

    MarkedCases(FogBugzApi api) {
        this.api = api;
    }

    /**
     * BugzScout's own record of the marker. What says that there is none is nowhere
     * documented.
     */
    Optional<Integer> scouted(Marker marker) {
        var answer = this.api.attempt("listScoutCase", Map.of("sScoutDescription", marker.value()));
        if (answer.refusal().filter(MarkedCases::findsNothing).isPresent()) {
            return Optional.empty();
        }
        var found = answer.orThrow().path("case");
        return Optional.of(found.path("ixBug").asInt())
            .filter((number) -> number > 0)
            .filter((number) -> found.path("sScoutDescription").asText(marker.value()).equals(marker.value()));
    }

    private static boolean findsNothing(Refusal refusal) {
        return refusal.code() == Refusal.NO_SUCH_CASE || refusal.code() == Refusal.NO_SUCH_COMMAND;
    }

    Optional<FogBugzCase> tagged(Marker marker) {
        var query = "tag:\"" + marker.value() + "\"";
        var columns = Stream.concat(FogBugzCase.COLUMNS.stream(), Stream.of("tags")).toList();
        return FogBugzApi.list(this.api.call("search", Map.of("q", query, "cols", columns, "max", 2)), "cases")
            .stream()
            .filter((json) -> carries(json, marker))
            .findFirst()
            .map(FogBugzCase::of);
    }

    private static boolean carries(JsonNode json, Marker marker) {
        return StreamSupport.stream(json.path("tags").spliterator(), false)
            .anyMatch((tag) -> tag.asText().equalsIgnoreCase(marker.value()));
    }

}
