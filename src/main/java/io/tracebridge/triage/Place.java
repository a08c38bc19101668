package io.tracebridge.triage;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import io.tracebridge.project.InvalidInputException;

/**
 * Where a page of the list ended: the last group's values by which the list is sorted. So
 * no group is shown twice or left out because others moved meanwhile.
 *
 * @param rank number of reports, or of the state
 * @param at when it was seen first or last
 */
public record Place(GroupSort sort, long rank, Instant at, long id) {

    static Place of(GroupSort sort, GroupQueries.Row last) {
        return new Place(sort, (sort == GroupSort.STATE) ? last.state().ordinal() + 1 : last.reports(),
                (sort == GroupSort.FIRST_SEEN) ? last.firstSeen() : last.lastSeen(), last.id());
    }

    /** For addresses. */
    public String token() {
        var text = this.sort.id() + " " + this.rank + " " + this.at + " " + this.id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param token null or empty for the beginning
     * @throws InvalidInputException if it is none of ours, or of another order
     */
    public static Optional<Place> parse(String token, GroupSort sort) {
        if (token == null || token.isEmpty()) {
            return Optional.empty();
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ");
            if (parts.length == 4 && parts[0].equals(sort.id())) {
                return Optional
                    .of(new Place(sort, Long.parseLong(parts[1]), Instant.parse(parts[2]), Long.parseLong(parts[3])));
            }
        }
        catch (IllegalArgumentException | DateTimeException ex) {
            // Said below.
        }
        throw new InvalidInputException("page", "must be a nextPage of an earlier answer with the same sort");
    }

}
