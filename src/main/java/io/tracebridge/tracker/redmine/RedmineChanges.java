package io.tracebridge.tracker.redmine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Changes.Cursor;

/**
 * Looks for changed issues by the moment of their last change, in any project since
 * people move issues. Redmine shows moments in whole seconds, so a look begins with the
 * second that the one before ended in, and repeats what it saw there.
 */
final class RedmineChanges {

    /** A change may be committed this much later than it is dated. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private final RedmineApi api;

    private final IssueView view;

    RedmineChanges(RedmineApi api, IssueView view) {
        this.api = api;
        this.view = view;
    }

    Changes since(Cursor cursor) {
        var place = Place.of(cursor);
        // One issue more than needed at its beginning shows whether the page fits.
        var offset = Math.max(0, place.offset() - 1);
        var page = this.api.issues(Map.of("updated_on", ">=" + place.second(), "sort", "updated_on,id"), offset,
                RedmineApi.PAGE);
        var issues = page.issues();
        if (place.offset() > 0 && (issues.isEmpty() || !id(issues.getFirst()).equals(place.lastId()))) {
            // An issue changed again and made the others move up: one may be hidden.
            return new Changes(List.of(), new Place(place.second(), 0, "").cursor(), true);
        }
        var more = offset + issues.size() < page.total() && !issues.isEmpty();
        var next = issues.isEmpty() ? cursor : next(place, offset, issues, more).cursor();
        return new Changes(issues.stream().map(this.view::ref).toList(), next, more);
    }

    private static Place next(Place place, int offset, List<JsonNode> issues, boolean more) {
        var last = issues.getLast();
        var second = Instant.parse(last.path("updated_on").asText());
        if (!more) {
            return new Place(second.minus(LATE), 0, "");
        }
        return second.isAfter(place.second()) ? new Place(second, 0, "")
                : new Place(second, offset + issues.size(), id(last));
    }

    private static String id(JsonNode issue) {
        return issue.path("id").asText();
    }

    /**
     * @param second whole
     * @param offset how many issues of that second and after it were seen
     * @param lastId the last of them; empty when none was
     */
    private record Place(Instant second, int offset, String lastId) {

        private Place {
            second = second.truncatedTo(ChronoUnit.SECONDS);
        }

        private static Place of(Cursor cursor) {
            var parts = cursor.value().split(" ");
            return (parts.length == 3) ? new Place(Instant.parse(parts[0]), Integer.parseInt(parts[1]), parts[2])
                    : new Place(Instant.parse(parts[0]), 0, "");
        }

        private Cursor cursor() {
            return (this.offset == 0) ? Cursor.at(this.second)
                    : new Cursor("%s %d %s".formatted(this.second, this.offset, this.lastId));
        }

    }

}
