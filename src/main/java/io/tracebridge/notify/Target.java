package io.tracebridge.notify;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tracebridge.tracker.Connection;

/**
 * What a name that rules mention means in a project.
 *
 * @param kind {@link Channel#kind()}
 * @param connection settings and credential, decrypted; never serialise this record
 * @param savedAt when an admin last saved it
 * @param off why the program switched it off, until an admin saves it again
 */
public record Target(long id, long projectId, String project, String name, String kind, State state,
        Connection connection, Instant savedAt, Optional<SwitchedOff> off, Optional<Instant> lastSuccess,
        Optional<Failure> lastFailure) {

    /** May mentions be sent to it? */
    public boolean usable() {
        return this.state == State.ENABLED && this.off.isEmpty();
    }

    public enum State {

        @JsonProperty("enabled")
        ENABLED,

        /** By an admin, or by the program when no message can arrive any more. */
        @JsonProperty("disabled")
        DISABLED

    }

    public record SwitchedOff(String reason, Instant since) {
    }

    public record Failure(Instant at, String message) {
    }

}
