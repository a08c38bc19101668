package io.tracebridge.tracker.jira;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException.Rejected;

/**
 * Looks for changed issues by JQL. It counts in minutes back from now, since JQL takes
 * absolute times in the account's own time zone, which people change; and it goes some
 * minutes further back than asked, since minutes are coarse and the search index lags.
 * <p>
 * In the project every issue counts, since people link issues that never had our label;
 * elsewhere those do that carry it, since people move issues.
 */
final class ChangeSearch {

    private static final Duration OVERLAP = Duration.ofMinutes(3);

    private final JiraApi api;

    private final IssueReader reader;

    private final String projectKey;

    private final Clock clock;

    ChangeSearch(JiraApi api, IssueReader reader, String projectKey, Clock clock) {
        this.api = api;
        this.reader = reader;
        this.projectKey = projectKey;
        this.clock = clock;
    }

    Changes since(Changes.Cursor cursor) {
        var look = Look.of(cursor, this.clock.instant());
        var now = this.api.pagesBelongToQuery() ? look.started() : this.clock.instant();
        var minutes = look.minutesBack(now);
        // By creation, which never changes: an issue that changes between two pages keeps
        // its place and pushes no other out of sight.
        var jql = "(project = \"%s\" OR labels = tracebridge) AND updated >= \"-%dm\" ORDER BY created ASC"
            .formatted(this.projectKey, minutes);
        try {
            var page = this.api.search(jql, look.place());
            var issues = page.issues()
                .stream()
                .sorted(Comparator.comparing(IssueReader::updatedAt))
                .map(this.reader::ref)
                .toList();
            return page.next()
                .map((place) -> new Changes(issues, look.next(now.minus(Duration.ofMinutes(minutes)), place).cursor(),
                        true))
                .orElseGet(() -> new Changes(issues, Changes.Cursor.at(look.started()), false));
        }
        catch (Rejected ex) {
            if (look.place().isEmpty()) {
                throw ex;
            }
            // Places expire. Beginning again repeats, but misses nothing.
            return new Changes(List.<IssueRef>of(), Changes.Cursor.at(look.from().plus(OVERLAP)), true);
        }
    }

    /**
     * One look through all pages.
     *
     * @param started what changes later belongs to the next look
     * @param from what changed since then is looked for
     * @param place where the next page begins; empty for the first
     */
    private record Look(Instant started, Instant from, String place) {

        /** A moment begins a look; three parts continue one. */
        static Look of(Changes.Cursor cursor, Instant now) {
            var parts = cursor.value().split(" ", 3);
            return (parts.length == 3) ? new Look(Instant.parse(parts[0]), Instant.parse(parts[1]), parts[2])
                    : new Look(now, Instant.parse(parts[0]).minus(OVERLAP), "");
        }

        long minutesBack(Instant now) {
            return Math.max(1, Duration.between(this.from, now).plusMinutes(1).minusNanos(1).toMinutes());
        }

        /**
         * @param from where the page before really began: a page that begins later would
         * have lost issues from its start and so have moved the others
         */
        Look next(Instant from, String place) {
            return new Look(this.started, from, place);
        }

        Changes.Cursor cursor() {
            return new Changes.Cursor(this.started + " " + this.from + " " + this.place);
        }

    }

}
