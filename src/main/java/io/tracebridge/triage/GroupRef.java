package io.tracebridge.triage;

import java.util.Optional;

import io.tracebridge.project.InvalidInputException;

/**
 * Which group is meant.
 *
 * @param mergedInto fingerprint of the group that it was merged into; empty while it
 * stands for itself
 */
public record GroupRef(long id, String fingerprint, Optional<String> mergedInto) {

    /**
     * What people do, they do to the group that they see.
     * @throws InvalidInputException naming the group that a merged one belongs to
     */
    public void requireOwnStanding() {
        this.mergedInto.ifPresent((root) -> {
            throw new InvalidInputException("fingerprint",
                    "names a group that was merged into " + root + "; use that one");
        });
    }

}
