package io.tracebridge.integration;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tracebridge.issue.Payload;
import io.tracebridge.tracker.Connection;

/**
 * A project's configured connection to one tracker.
 *
 * @param tracker the tracker's id
 * @param connection settings and credential, decrypted; never serialise this record
 * @param pause why the program stopped using it, until an admin saves it again
 */
public record Integration(long id, long projectId, String project, String name, String tracker, State state,
        Connection connection, Payload payload, SyncSettings sync, Automation automation, Optional<Pause> pause) {

    /** May the program call the tracker for it by itself? */
    public boolean usable() {
        return this.state == State.ENABLED && this.pause.isEmpty();
    }

    /** How people name it in messages. */
    public String label() {
        return "integration \"" + this.name + "\" of project " + this.project;
    }

    public enum State {

        @JsonProperty("enabled")
        ENABLED,

        /** Switched off by an admin; nothing new is triggered. */
        @JsonProperty("disabled")
        DISABLED,

        /** Paused by an admin: triggers and calls wait until it is enabled again. */
        @JsonProperty("stopped")
        STOPPED

    }

    public record Pause(String reason, Instant since) {
    }

}
