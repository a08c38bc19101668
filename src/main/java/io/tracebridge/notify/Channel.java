package io.tracebridge.notify;

import java.util.List;
import java.util.Set;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;

/** One kind of mention target. Stateless and safe for use by many threads. */
interface Channel {

    /** The id used in the API, such as {@code slack}. */
    String kind();

    /** What an admin fills in: settings first, credential (secret) ones after. */
    List<Setting> settings();

    /**
     * Looks at settings whose names and presence are checked already. Makes no call.
     * @throws InvalidInputException naming the one that cannot work
     */
    void check(Connection connection);

    /** Sends once. Whatever goes wrong with the receiver is an outcome. */
    Outcome send(Target target, Message message);

    /** Tries a target out; sends the sample if there is any way to. */
    default Outcome test(Target target, Message sample) {
        return send(target, sample);
    }

    /** What a successful {@link #test} means, in words for the admin. */
    default String tested() {
        return "The test message was taken.";
    }

    /** Whether the receiver can tell a message that comes twice. */
    default boolean repeatable() {
        return false;
    }

    /** Settings that say where a credential goes; it does not follow when they change. */
    default Set<String> destinations() {
        return Set.of();
    }

}
