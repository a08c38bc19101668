package io.tracebridge.tracker.redmine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Unavailable;

/** One Redmine project and tracker. */
final class RedmineClient implements TrackerClient {

    private final RedmineApi api;

    private final Directory directory;

    private final RedmineSettings settings;

    private final IssueView view;

    RedmineClient(RedmineApi api, Directory directory, RedmineSettings settings) {
        this.api = api;
        this.directory = directory;
        this.settings = settings;
        this.view = new IssueView(directory, settings.site());
    }

    @Override
    public List<Check> check() {
        this.directory.forget();
        return new RedmineCheck(this.api, this.directory, this.settings).run();
    }

    @Override
    public CreatedIssue create(IssueDraft draft, Marker marker) {
        return forgetting(() -> {
            // Redmine would let a stranger with a wrong key create where anybody may.
            this.directory.me();
            var form = new IssueForm(this.directory, this.settings, draft, marker);
            var issue = send(form);
            return new CreatedIssue(this.view.ref(issue), form.ignored(issue));
        });
    }

    private JsonNode send(IssueForm form) {
        try {
            return this.api.create(form.json(), form.labels());
        }
        catch (Unavailable ex) {
            if (!form.beyondThreeBytes() || !ex.getMessage().contains("(500)")) {
                throw ex;
            }
            throw new Unavailable(ex.getMessage() + " If it stays so: the text has characters such as emoji, on which a"
                    + " Redmine whose MySQL database uses utf8 (utf8mb3) fails; convert it to utf8mb4.", ex);
        }
    }

    @Override
    public Optional<Issue> findByMarker(Marker marker, Instant since) {
        return inMarkerField(marker).or(() -> inRecentIssues(marker, since)).map(this.view::issue);
    }

    /** Redmine ignores filters that it does not have, so what it finds is looked at. */
    private Optional<JsonNode> inMarkerField(Marker marker) {
        return this.directory.markerField().flatMap((field) -> {
            var filters = Map.of("project_id", this.directory.project().path("id").asText(), "cf_" + field.id(),
                    marker.value(), "sort", "created_on");
            return this.api.issues(filters, 0, 2)
                .issues()
                .stream()
                .filter((issue) -> carries(issue, marker))
                .findFirst();
        });
    }

    /** In any project, since people move issues. */
    private Optional<JsonNode> inRecentIssues(Marker marker, Instant since) {
        var filters = Map.of("author_id", this.directory.me().path("id").asText(), "created_on",
                ">=" + since.truncatedTo(ChronoUnit.SECONDS), "sort", "created_on");
        for (var offset = 0;; offset += RedmineApi.PAGE) {
            var page = this.api.issues(filters, offset, RedmineApi.PAGE);
            var found = page.issues().stream().filter((issue) -> carries(issue, marker)).findFirst();
            if (found.isPresent() || page.issues().isEmpty() || offset + RedmineApi.PAGE >= page.total()) {
                return found;
            }
        }
    }

    /** On a line of its own: report text may quote markers. */
    private static boolean carries(JsonNode issue, Marker marker) {
        return Stream
            .concat(Stream.of(issue.path("description")),
                    StreamSupport.stream(issue.path("custom_fields").spliterator(), false)
                        .map((field) -> field.path("value")))
            .flatMap((text) -> text.asText().lines())
            .anyMatch((line) -> line.strip().equals(marker.value()));
    }

    @Override
    public Issue get(IssueRef ref) {
        return this.view.issue(this.api.issue(ref.id()));
    }

    @Override
    public Issue locate(String keyOrUrl) {
        return this.view.issue(this.api.issue(new IssueAddress(this.settings.site()).id(keyOrUrl)));
    }

    @Override
    public Issue setStatus(IssueRef ref, String status, Map<String, String> fields) {
        return forgetting(
                () -> this.view.issue(new StatusWalk(this.api, this.directory, ref.id(), status, fields).walk()));
    }

    @Override
    public Issue setAssignee(IssueRef ref, Optional<String> account) {
        return this.view.issue(new IssueChange(this.api, this.directory, ref.id()).assign(account));
    }

    @Override
    public void comment(IssueRef ref, Document text) {
        var notes = this.settings.textFormat().text(text, TextFormat.COLUMN);
        new IssueChange(this.api, this.directory, ref.id()).comment(notes);
    }

    @Override
    public Catalog catalog() {
        return new RedmineCatalog(this.api, this.directory);
    }

    @Override
    public Changes changesSince(Changes.Cursor cursor) {
        // Redmine shows a stranger with a wrong key what anybody may see, as if all were
        // well.
        this.directory.me();
        return new RedmineChanges(this.api, this.view).since(cursor);
    }

    /** After a refusal, what an admin corrects in Redmine counts at once. */
    private <T> T forgetting(Supplier<T> action) {
        try {
            return action.get();
        }
        catch (Rejected ex) {
            this.directory.forget();
            throw ex;
        }
    }

}
