package io.tracebridge.tracker.github;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerResponse;

/**
 * What changed in a repository, one page of it. Not narrowed to our own label: linked
 * issues may lack it.
 * <p>
 * A later page begins at the last change of the one before, not at a page number, since
 * issues that change meanwhile leave their place and would pull others across a page's
 * border unseen. Only where more issues than a page holds share one second is there no
 * other way than counting pages.
 */
final class GitHubChanges {

    /**
     * Changes become visible a little after the time they carry, so the latest are looked
     * at again.
     */
    private static final Duration LAG = Duration.ofMinutes(1);

    private final TrackerApi api;

    private final Repository repository;

    GitHubChanges(TrackerApi api, Repository repository) {
        this.api = api;
        this.repository = repository;
    }

    Changes since(Changes.Cursor cursor) {
        var from = Place.of(cursor);
        var response = this.api.call(this.repository.issues()
            .query("state", "all")
            .query("sort", "updated")
            .query("direction", "asc")
            .query("since", from.since().toString())
            .query("per_page", String.valueOf(Pages.SIZE))
            .query("page", String.valueOf(from.page())));
        var found = StreamSupport.stream(response.json().spliterator(), false).toList();
        if (found.isEmpty()) {
            return new Changes(List.of(), from.first().cursor(), false);
        }
        var last = GitHubIssue.updatedAt(found.getLast());
        var more = response.link("next").isPresent();
        var issues = found.stream().filter((json) -> !GitHubIssue.isPullRequest(json)).map(GitHubIssue::ref).toList();
        return new Changes(issues, (more ? from.after(last) : new Place(caughtUp(last, response), 1)).cursor(), more);
    }

    /** Without the server's own time the last second is looked at again and again. */
    private static Instant caughtUp(Instant last, TrackerResponse response) {
        var settled = response.header("Date").flatMap(GitHubChanges::time).map((now) -> now.minus(LAG)).orElse(last);
        var beyond = last.plusSeconds(1);
        return settled.isBefore(beyond) ? settled : beyond;
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        }
        catch (DateTimeException ex) {
            return Optional.empty();
        }
    }

    /**
     * @param since inclusive; GitHub counts in seconds
     * @param page from 1, among the changes since then
     */
    private record Place(Instant since, int page) {

        private static final String SEPARATOR = " page ";

        static Place of(Changes.Cursor cursor) {
            var parts = cursor.value().split(SEPARATOR);
            return new Place(Instant.parse(parts[0]).truncatedTo(ChronoUnit.SECONDS),
                    (parts.length > 1) ? Integer.parseInt(parts[1]) : 1);
        }

        Place after(Instant last) {
            return last.isAfter(this.since) ? new Place(last, 1) : new Place(this.since, this.page + 1);
        }

        Place first() {
            return new Place(this.since, 1);
        }

        Changes.Cursor cursor() {
            return new Changes.Cursor((this.page == 1) ? this.since.toString() : this.since + SEPARATOR + this.page);
        }

    }

}
