package io.tracebridge.tracker.fogbugz;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.HtmlRenderer;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException.IssueGone;
import io.tracebridge.tracker.TrackerException.NotTheTracker;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/** One FogBugz project. */
final class FogBugzClient implements TrackerClient {

    private final FogBugzApi api;

    private final Directory directory;

    private final FogBugzSettings settings;

    private final Cases cases;

    private final MarkedCases markers;

    private final Clock clock;

    FogBugzClient(FogBugzApi api, Directory directory, FogBugzSettings settings, Clock clock) {
        this.api = api;
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
        this.cases = new Cases(api, directory, settings.site());
        this.markers = new MarkedCases(api);
    }

    @Override
    public List<Check> check() {
        this.directory.forget();
        return new FogBugzCheck(this.api, this.directory, this.settings).run();
    }

    @Override
    public CreatedIssue create(IssueDraft draft, Marker marker) {
        try {
            var form = new CaseForm(this.directory, draft, marker);
            var answer = this.api.call("new", form.arguments()).path("case");
            // A case that has stopped reporting may be left out of the answer.
            var number = answer.path("ixBug").asInt() > 0 ? Optional.of(FogBugzCase.number(answer))
                    : this.markers.scouted(marker);
            return new CreatedIssue(
                    this.cases.ref(number
                        .orElseThrow(() -> new NotTheTracker("FogBugz says that it made a case, but names none."))),
                    form.ignored(answer));
        }
        catch (IssueGone ex) {
            this.directory.forget();
            throw new Rejected(Reason.INVALID_FIELD,
                    "A field names a case that FogBugz does not show: " + ex.getMessage(), Map.of());
        }
        catch (Rejected ex) {
            this.directory.forget();
            throw ex;
        }
    }

    @Override
    public Optional<Issue> findByMarker(Marker marker, Instant since) {
        return this.markers.scouted(marker)
            .map(String::valueOf)
            .map(this.cases::read)
            .or(() -> this.markers.tagged(marker))
            .map(this.cases::issue);
    }

    @Override
    public Issue get(IssueRef ref) {
        return this.cases.issue(this.cases.read(ref.id()));
    }

    @Override
    public Issue locate(String keyOrUrl) {
        var number = CaseAddress.number(keyOrUrl, this.settings.site())
            .orElseThrow(() -> new Rejected(Reason.INVALID_FIELD,
                    "'%s' names no case; enter its number, such as 123, or its address, such as %s"
                        .formatted(keyOrUrl.strip(), this.cases.ref(123).url()),
                    Map.of()));
        return this.cases.issue(this.cases.read(String.valueOf(number)));
    }

    @Override
    public Issue setStatus(IssueRef ref, String status, Map<String, String> fields) {
        return new StatusChange(this.cases, this.directory, this.settings.closeOnResolve()).apply(ref.id(), status,
                new FieldValues(this.directory).fill(fields).columns());
    }

    @Override
    public Issue setAssignee(IssueRef ref, Optional<String> account) {
        var person = account.map(this::assignable).orElseGet(this::nobody);
        var now = this.cases.read(ref.id());
        if (this.cases.owner(now).filter((owner) -> owner.id().equals(String.valueOf(person))).isPresent()) {
            return this.cases.issue(now);
        }
        if (!now.open()) {
            throw new Rejected(Reason.INVALID_FIELD,
                    "A closed case belongs to nobody in FogBugz; reopen case %d to assign it.".formatted(now.id()),
                    Map.of());
        }
        this.cases.change(now, now.can("assign") ? "assign" : "edit", Map.of(CaseField.ASSIGNEE.column(), person));
        return this.cases.issue(this.cases.read(ref.id()));
    }

    private int assignable(String account) {
        return this.directory.people()
            .stream()
            .map((person) -> person.path("ixPerson"))
            .filter((number) -> number.asText().equals(account))
            .findFirst()
            .orElseThrow(() -> new Rejected(Reason.INVALID_FIELD,
                    "FogBugz has nobody with the number '" + account + "' who can be assigned.", Map.of()))
            .asInt();
    }

    private int nobody() {
        return this.directory.nobody()
            .orElseThrow(() -> new Rejected(Reason.INVALID_FIELD,
                    "In FogBugz every case is somebody's. To take cases back from people, make a virtual user such as"
                            + " Up For Grabs and name it in the setting " + FogBugz.NOBODY.name() + ".",
                    Map.of()))
            .id();
    }

    @Override
    public void comment(IssueRef ref, Document text) {
        this.api.call("edit", Map.of("ixBug", this.cases.read(ref.id()).id(), "sEvent",
                new HtmlRenderer().render(text, CaseForm.TEXT), "fRichText", true));
    }

    @Override
    public Catalog catalog() {
        return new FogBugzCatalog(this.directory);
    }

    @Override
    public Changes changesSince(Changes.Cursor cursor) {
        return new EditedCases(this.api, this.cases, this.clock).since(cursor);
    }

}
