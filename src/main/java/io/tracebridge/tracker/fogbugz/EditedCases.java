package io.tracebridge.tracker.fogbugz;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.TrackerException.Unavailable;

/**
 * Looks for cases that were edited, in all projects, since people move cases. FogBugz's
 * search has no pages, and its index follows the database after a while.
 */
final class EditedCases {

    private static final List<String> COLUMNS = List.of("ixBug", "dtLastUpdated");

    /** How far the search may lag behind, and clocks may differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private static final int USUAL = 500;

    /** What fits our limit for answers. */
    private static final int MOST = 20_000;

    private final FogBugzApi api;

    private final Cases cases;

    private final Clock clock;

    EditedCases(FogBugzApi api, Cases cases, Clock clock) {
        this.api = api;
        this.cases = cases;
        this.clock = clock;
    }

    Changes since(Changes.Cursor cursor) {
        var last = Instant.parse(cursor.value());
        var since = last.minus(OVERLAP);
        var changed = edited(since).stream()
            .filter((one) -> !one.at().isBefore(since))
            .sorted(Comparator.comparing(Edit::at))
            .toList();
        var newest = changed.isEmpty() ? last : changed.getLast().at();
        var next = newest.isAfter(last) ? newest : last;
        return new Changes(changed.stream().map((one) -> this.cases.ref(one.number())).distinct().toList(),
                new Changes.Cursor(next.toString()), false);
    }

    /**
     * Relative dates do not depend on the account's time zone. Hours are less documented
     * than days, so that nothing was edited is asked twice; where FogBugz refuses both,
     * the order must do.
     */
    private List<Edit> edited(Instant since) {
        var ago = Duration.between(since, this.clock.instant());
        var found = search("edited:\"-%dh..now\"".formatted(Math.max(ago.toHours(), 0) + 1), since);
        if (found.filter((edits) -> !edits.isEmpty()).isPresent()) {
            return found.get();
        }
        return search("edited:\"-%dd..now\"".formatted(Math.max(ago.toDays(), 0) + 2), since)
            .or(() -> search("type:case orderBy:\"-edited\"", since))
            .orElseThrow(() -> new Unavailable(
                    "FogBugz's search understands neither when cases were edited nor their" + " order.",
                    Optional.empty()));
    }

    /** Empty when FogBugz does not understand the query. */
    private Optional<List<Edit>> search(String query, Instant since) {
        var first = page(query, USUAL);
        if (first.isEmpty() || complete(first.get(), since)) {
            return first.map(EditedCases::edits);
        }
        var all = page(query, MOST);
        if (all.isPresent() && !complete(all.get(), since)) {
            throw new Unavailable("More than " + MOST + " cases have changed since " + since
                    + ": too many for one answer of FogBugz.", Optional.empty());
        }
        return all.map(EditedCases::edits);
    }

    private Optional<JsonNode> page(String query, int max) {
        var answer = this.api.attempt("search", Map.of("q", query, "cols", COLUMNS, "max", max));
        var misunderstood = answer.refusal()
            .filter((refusal) -> refusal.code() == Refusal.SEARCH_FAILED || refusal.code() == Refusal.BAD_DATE);
        return misunderstood.isPresent() ? Optional.empty() : Optional.of(answer.orThrow());
    }

    /** All that there is, or newest first and back beyond the moment. */
    private static boolean complete(JsonNode page, Instant since) {
        var edits = edits(page);
        if (edits.isEmpty() || page.path("totalHits").asInt(edits.size()) <= edits.size()) {
            return true;
        }
        var newestFirst = edits.stream().sorted(Comparator.comparing(Edit::at).reversed()).toList();
        return edits.equals(newestFirst) && edits.getLast().at().isBefore(since);
    }

    private static List<Edit> edits(JsonNode page) {
        return FogBugzApi.list(page, "cases")
            .stream()
            .map((json) -> new Edit(FogBugzCase.number(json), FogBugzCase.updatedAt(json)))
            .toList();
    }

    private record Edit(int number, Instant at) {
    }

}
