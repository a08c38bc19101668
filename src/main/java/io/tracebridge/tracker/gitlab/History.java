package io.tracebridge.tracker.gitlab;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.http.TrackerRequest;
import io.tracebridge.tracker.http.TrackerResponse;

/** The project's issues by when they were created or changed, read from the database. */
final class History {

    private static final int MOST_PAGES = 20;

    /**
     * A change bears the time at which GitLab began to write it, and shows only when that
     * is done; GitLab gives up writing after a minute.
     */
    private static final Duration LONGEST_WRITE = Duration.ofMinutes(1);

    private final GitLabApi api;

    History(GitLabApi api) {
        this.api = api;
    }

    /** The one of our own issues that carries the marker. */
    Optional<JsonNode> created(Marker marker, Instant since) {
        var request = this.api.ofProject("issues")
            .query("author_id", this.api.get("user").path("id").asText())
            .query("created_after", since.truncatedTo(ChronoUnit.SECONDS).toString())
            .query("state", "all")
            .query("scope", "all")
            .query("order_by", "created_at")
            .query("sort", "desc")
            .query("per_page", GitLabApi.PAGE);
        for (var page = 0; page < MOST_PAGES; page++) {
            var response = this.api.call(request);
            var found = issues(response)
                .filter((issue) -> HiddenMarker.carries(issue.path("description").asText(""), marker))
                .findFirst();
            var next = response.link("next");
            if (found.isPresent() || next.isEmpty()) {
                return found;
            }
            request = TrackerRequest.follow(next.get());
        }
        throw new TrackerException.Unavailable("Too many issues were created in " + this.api.project() + " since "
                + since + " to tell whether ours is among them.", Optional.empty());
    }

    /**
     * One page of what changed. Pages further on would shift under our hands when issues
     * change, so each look begins where the last one ended; only when a whole page bears
     * one and the same time it turns to the next.
     */
    Changes changed(Changes.Cursor cursor) {
        var from = Position.of(cursor);
        var response = this.api.call(this.api.ofProject("issues")
            .query("updated_after", from.moment().toString())
            .query("state", "all")
            .query("scope", "all")
            .query("order_by", "updated_at")
            .query("sort", "asc")
            .query("page", String.valueOf(from.page()))
            .query("per_page", GitLabApi.PAGE));
        var issues = issues(response).map(GitLabIssue::ref).distinct().toList();
        var more = response.header("X-Next-Page").filter((page) -> !page.isBlank()).isPresent()
                || response.link("next").isPresent();
        return new Changes(issues, (more ? following(from, response) : last(from, response)).cursor(), more);
    }

    private static Position following(Position from, TrackerResponse response) {
        var latest = latest(response).orElse(from.moment());
        return latest.isAfter(from.moment()) ? new Position(latest, 1) : new Position(from.moment(), from.page() + 1);
    }

    /** Everything before this moment, by GitLab's own clock, has been seen. */
    private static Position last(Position from, TrackerResponse response) {
        var seen = response.header("Date")
            .flatMap(History::date)
            .map((now) -> now.minus(LONGEST_WRITE))
            .or(() -> latest(response).map((time) -> time.minus(LONGEST_WRITE)))
            .orElse(from.moment());
        return new Position(seen.isAfter(from.moment()) ? seen : from.moment(), 1);
    }

    private static Optional<Instant> latest(TrackerResponse response) {
        return issues(response).map(GitLabIssue::updatedAt).max(Comparator.naturalOrder());
    }

    private static Stream<JsonNode> issues(TrackerResponse response) {
        if (!response.json().isArray()) {
            throw new TrackerException.NotTheTracker("GitLab answered without a list of issues.");
        }
        return GitLabIssue.stream(response.json());
    }

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        }
        catch (DateTimeException ex) {
            return Optional.empty();
        }
    }

    /**
     * @param page of what changed since the moment, from 1
     */
    private record Position(Instant moment, int page) {

        static Position of(Changes.Cursor cursor) {
            var parts = List.of(cursor.value().split(" ", 2));
            return new Position(Instant.parse(parts.getFirst()),
                    (parts.size() == 1) ? 1 : Integer.parseInt(parts.getLast()));
        }

        Changes.Cursor cursor() {
            return new Changes.Cursor((this.page == 1) ? this.moment.toString() : this.moment + " " + this.page);
        }

    }

}
