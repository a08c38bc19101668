package io.tracebridge.tracker.fogbugz;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.TrackerException.NotTheTracker;

/**
 * A case as FogBugz shows it.
 *
 * @param person whom it is assigned to; {@link #CLOSED} when it is closed
 * @param latestEvent the change it was last seen after, which guards the next
 * @param operations what may be done with it now
 */
record FogBugzCase(int id, String title, int status, String statusName, int category, boolean open, int person,
        String personName, int latestEvent, Instant updatedAt, Set<String> operations) {

    /** The built-in person whom FogBugz gives closed cases to. */
    static final int CLOSED = 1;

    static final List<String> COLUMNS = List.of("ixBug", "sTitle", "ixStatus", "sStatus", "ixCategory", "fOpen",
            "ixPersonAssignedTo", "sPersonAssignedTo", "ixBugEventLatest", "dtLastUpdated");

    static FogBugzCase of(JsonNode json) {
        var operations = StreamSupport.stream(json.path("operations").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toUnmodifiableSet());
        return new FogBugzCase(number(json), json.path("sTitle").asText(), json.path("ixStatus").asInt(),
                json.path("sStatus").asText(), json.path("ixCategory").asInt(), json.path("fOpen").asBoolean(),
                json.path("ixPersonAssignedTo").asInt(), json.path("sPersonAssignedTo").asText(),
                json.path("ixBugEventLatest").asInt(), updatedAt(json), operations);
    }

    static int number(JsonNode json) {
        var id = json.path("ixBug").asInt();
        if (id <= 0) {
            throw new NotTheTracker("It answered without a case number.");
        }
        return id;
    }

    static Instant updatedAt(JsonNode json) {
        var text = json.path("dtLastUpdated").asText();
        try {
            return Instant.parse(text);
        }
        catch (DateTimeException ex) {
            throw new NotTheTracker("It answered with '" + text + "' for the time of a case's last change.");
        }
    }

    boolean can(String operation) {
        return this.operations.contains(operation);
    }

}
