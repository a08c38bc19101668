package io.tracebridge.tracker.redmine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Unavailable;

/** One Redmine project and tracker. */
final class RedmineClient implements TrackerClient {

    private final RedmineApi api;

    private final Directory directory;

    private final RedmineSettings settings;

    RedmineClient(RedmineApi api, Directory directory, RedmineSettings settings) {
        this.api = api;
        this.directory = directory;
        this.settings = settings;
    }

    @Override
    public List<Check> check() {
        this.directory.forget();
        return new RedmineCheck(this.api, this.directory, this.settings).run();
    }

    @Override
    public CreatedIssue create(IssueDraft draft, Marker marker) {
        try {
            // Redmine would let a stranger with a wrong key create where anybody may.
            this.directory.me();
            var form = new IssueForm(this.directory, this.settings, draft, marker);
            var issue = send(form);
            return new CreatedIssue(ref(issue), form.ignored(issue));
        }
        catch (Rejected ex) {
            this.directory.forget();
            throw ex;
        }
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
        return inMarkerField(marker).or(() -> inRecentIssues(marker, since)).map(this::issue);
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
        return issue(this.api.issue(ref.id()));
    }

    private Issue issue(JsonNode json) {
        var status = json.path("status");
        var closed = status.has("is_closed") ? status.path("is_closed").asBoolean()
                : this.directory.closed(status.path("id").asInt());
        return new Issue(ref(json), json.path("subject").asText(),
                new Issue.Status(status.path("id").asText(), status.path("name").asText(), closed ? "closed" : "open",
                        ""),
                Optional.of(json.path("assigned_to"))
                    .filter((account) -> account.has("id"))
                    .map((account) -> new Issue.Account(account.path("id").asText(), account.path("name").asText())),
                Instant.parse(json.path("updated_on").asText()));
    }

    private IssueRef ref(JsonNode json) {
        var id = json.path("id").asText();
        if (id.isEmpty()) {
            throw new TrackerException.NotTheTracker("It answered without an issue id; check baseUrl.");
        }
        return new IssueRef(id, "#" + id, this.settings.site() + "/issues/" + id);
    }

}
