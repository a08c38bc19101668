package io.tracebridge.tracker.phabricator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.PlainText;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/** Maniphest, the tasks of one Phabricator. */
final class PhabricatorClient implements TrackerClient {

    /** Phabricator numbers tasks by unsigned 32 bits. */
    private static final Pattern KEY = Pattern.compile("[Tt]([1-9][0-9]{0,9})");

    private final Conduit conduit;

    private final Directory directory;

    private final PhabricatorSettings settings;

    private final Tasks tasks;

    private final TaskForm form;

    private final TaskEdits edits;

    PhabricatorClient(Conduit conduit, Directory directory, PhabricatorSettings settings) {
        this.conduit = conduit;
        this.directory = directory;
        this.settings = settings;
        this.tasks = new Tasks(conduit, directory, settings.site());
        this.form = new TaskForm(directory, settings);
        this.edits = new TaskEdits(conduit, directory, this.tasks, this.form);
    }

    @Override
    public List<Check> check() {
        this.directory.forget();
        return new PhabricatorCheck(this.conduit, this.directory, this.settings).run();
    }

    @Override
    public CreatedIssue create(IssueDraft draft, Marker marker) {
        try {
            var edit = this.form.creation(draft, marker);
            return new CreatedIssue(this.tasks.ref(this.conduit.edit(Optional.empty(), edit)), List.of());
        }
        catch (Rejected ex) {
            this.directory.forget();
            throw ex;
        }
    }

    @Override
    public Optional<Issue> findByMarker(Marker marker, Instant since) {
        return inMarkerField(marker).or(() -> inRecentTasks(marker, since)).map(this.tasks::issue);
    }

    private Optional<JsonNode> inMarkerField(Marker marker) {
        if (this.settings.markerField().isEmpty()) {
            return Optional.empty();
        }
        var constraints = Conduit.params();
        constraints.putArray(this.settings.markerField()).add(marker.value());
        return this.tasks.search(constraints, "oldest", Optional.empty())
            .data()
            .stream()
            .filter((task) -> task.path("fields").path(this.settings.markerField()).asText().equals(marker.value()))
            .findFirst();
    }

    /** In any project, since people move tasks. By id, so that pages do not shift. */
    private Optional<JsonNode> inRecentTasks(Marker marker, Instant since) {
        var constraints = Conduit.params().put("createdStart", since.getEpochSecond());
        constraints.putArray("authorPHIDs").add(this.directory.me().path("phid").asText());
        var after = Optional.<String>empty();
        do {
            var page = this.tasks.search(constraints, "oldest", after);
            var found = page.data().stream().filter(carries(marker)).findFirst();
            if (found.isPresent()) {
                return found;
            }
            after = page.after();
        }
        while (after.isPresent());
        return Optional.empty();
    }

    /** On a line of its own: report text may quote markers. */
    private static Predicate<JsonNode> carries(Marker marker) {
        return (task) -> task.at("/fields/description/raw")
            .asText()
            .lines()
            .map((line) -> line.replace(PlainText.BREAK, "").strip())
            .anyMatch(marker.value()::equals);
    }

    @Override
    public Issue get(IssueRef ref) {
        return this.tasks.byPhid(ref.id());
    }

    @Override
    public Issue locate(String keyOrUrl) {
        var text = keyOrUrl.strip();
        var page = this.settings.site() + "/";
        var key = KEY.matcher(text.startsWith(page) ? text.substring(page.length()).replaceFirst("[/?#].*", "") : text);
        if (key.matches()) {
            return this.tasks.byId(Long.parseLong(key.group(1)));
        }
        throw new Rejected(Reason.INVALID_FIELD,
                "'%s' names no task of this Phabricator; give a number such as T123, or the address %sT123."
                    .formatted(PlainText.cut(PlainText.oneLine(text), 100), page),
                Map.of());
    }

    @Override
    public Issue setStatus(IssueRef ref, String status, Map<String, String> fields) {
        return this.edits.setStatus(ref, status, fields);
    }

    @Override
    public Issue setAssignee(IssueRef ref, Optional<String> account) {
        return this.edits.setAssignee(ref, account);
    }

    @Override
    public void comment(IssueRef ref, Document text) {
        this.conduit.edit(Optional.of(ref.id()), Edit.NOTHING.with("comment", TaskForm.remarkup(text)));
    }

    @Override
    public Catalog catalog() {
        return new PhabricatorCatalog(this.conduit, this.directory, this.tasks);
    }

    @Override
    public Changes changesSince(Changes.Cursor cursor) {
        return new TaskChanges(this.tasks).since(cursor);
    }

}
