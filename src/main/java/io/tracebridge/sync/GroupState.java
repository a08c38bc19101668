package io.tracebridge.sync;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a group stands. */
public enum GroupState {

    OPEN, IN_PROGRESS, RESOLVED, MUTED;

    /** As the API and the database spell it: {@code in-progress}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is done with. */
    public boolean closed() {
        return this == RESOLVED || this == MUTED;
    }

    public static Optional<GroupState> of(String id) {
        return Arrays.stream(values()).filter((state) -> state.id().equals(id)).findFirst();
    }

}
