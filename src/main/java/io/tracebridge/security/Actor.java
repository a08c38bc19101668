package io.tracebridge.security;

import java.util.Optional;

/**
 * The signed-in user who acts. A controller that changes something takes one as an
 * argument.
 */
public record Actor(String name) {

    private static final String PREFIX = "user:";

    /**
     * As a history keeps who acted. Parts of the program stand there without the prefix,
     * as {@code rule} does, so no user's name is taken for one.
     */
    public String id() {
        return PREFIX + this.name;
    }

    /**
     * @param id from a history
     * @return empty for a part of the program
     */
    public static Optional<Actor> of(String id) {
        return id.startsWith(PREFIX) ? Optional.of(new Actor(id.substring(PREFIX.length()))) : Optional.empty();
    }

}
