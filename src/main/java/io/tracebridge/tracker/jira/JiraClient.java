package io.tracebridge.tracker.jira;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.BackLink;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.Remembered;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.WebhookRegistration;
import io.tracebridge.tracker.WebhookSetup;

/** One Jira project and issue type, on Cloud or Data Center. */
final class JiraClient implements TrackerClient {

    private static final Map<String, String> OURSELVES = Map.of("type", "io.tracebridge", "name", "Tracebridge");

    /** To Jira "-1" means whoever the project assigns by default. */
    private static final String DEFAULT_ASSIGNEE = "-1";

    private static final String FIX_VERSIONS = "fixVersions";

    private static final Pattern VERSION_FIELD = Pattern.compile("fixVersions|versions|customfield_[0-9]{1,10}");

    private final JiraApi api;

    private final JiraHooks hooks;

    private final IssueReader reader;

    private final String projectKey;

    private final Remembered<CreateScreen> screen;

    private final FieldValues values;

    private final Catalog catalog;

    private final ChangeSearch changes;

    /**
     * @param site where people open the issues, without a slash at its end
     * @param issueType name or id
     */
    JiraClient(JiraApi api, JiraHooks hooks, String site, String projectKey, String issueType, Clock clock) {
        this.api = api;
        this.hooks = hooks;
        this.reader = new IssueReader(site, api.accountKey());
        this.projectKey = projectKey;
        this.screen = new Remembered<>(() -> CreateScreens.read(api, projectKey, issueType), clock);
        this.values = new FieldValues(api::richText, api.accountKey());
        this.catalog = new JiraCatalog(api, this.reader, this.screen, projectKey, issueType);
        this.changes = new ChangeSearch(api, this.reader, projectKey, clock);
    }

    @Override
    public List<Check> check() {
        return new JiraCheck(this.api, this.screen, this.projectKey).run();
    }

    /**
     * Jira's create screen and what Jira takes can differ (team-managed projects). A
     * refusal for that reason says that nothing was created, so one more call, without
     * the optional fields in question, makes no twin.
     */
    @Override
    public CreatedIssue create(IssueDraft draft, Marker marker) {
        var shown = this.screen.get();
        try {
            return send(fill(shown, draft, marker, Set.of()), marker);
        }
        catch (Rejected ex) {
            // What an admin corrects in Jira shall count at once.
            this.screen.forget();
            var hidden = offScreen(ex);
            if (hidden.isEmpty() || draft.fields().keySet().stream().anyMatch((name) -> chosen(shown, name, hidden))) {
                throw ex;
            }
            return send(fill(shown, draft, marker, hidden), marker);
        }
    }

    private IssueForm fill(CreateScreen screen, IssueDraft draft, Marker marker, Set<String> hidden) {
        return new FormFiller(screen, this.values, this.api::richText).fill(draft, marker, hidden);
    }

    private CreatedIssue send(IssueForm form, Marker marker) {
        var proof = Map.of("key", JiraApi.PROPERTY, "value", marker.value());
        var created = this.api.create(Map.of("fields", form.fields(), "properties", List.of(proof)));
        return new CreatedIssue(this.reader.ref(created), form.warnings());
    }

    /** The fields to leave out, if leaving out is all that Jira asks for. */
    private static Set<String> offScreen(Rejected refusal) {
        var leaveOut = !refusal.fields().isEmpty() && refusal.fields()
            .entrySet()
            .stream()
            .allMatch((e) -> FormFiller.OPTIONAL.contains(e.getKey()) && e.getValue().contains("appropriate screen"));
        return leaveOut ? refusal.fields().keySet() : Set.of();
    }

    private static boolean chosen(CreateScreen screen, String name, Set<String> hidden) {
        return screen.find(name).map(CreateField::id).filter(hidden::contains).isPresent();
    }

    /**
     * By label or by the last line of a text, in any project, since people move issues.
     * Copies carry the label too, so the oldest is ours.
     */
    @Override
    public Optional<Issue> findByMarker(Marker marker, Instant since) {
        var jql = "labels = \"%1$s\" OR text ~ \"\\\"%1$s\\\"\" ORDER BY created ASC".formatted(marker.value());
        return this.api.searchMarked(jql)
            .stream()
            .filter((issue) -> marked(issue, marker))
            .findFirst()
            .map(this.reader::issue);
    }

    private static boolean marked(JsonNode issue, Marker marker) {
        var labelled = StreamSupport.stream(issue.path("fields").path("labels").spliterator(), false)
            .anyMatch((label) -> label.asText().equals(marker.value()));
        return labelled || issue.path("properties").path(JiraApi.PROPERTY).asText().equals(marker.value());
    }

    /** Jira keeps the id of a moved issue and answers with its new key. */
    @Override
    public Issue get(IssueRef ref) {
        return this.reader.issue(this.api.issue(id(ref)));
    }

    /** Jira takes either; a webhook may have named the key alone. */
    private static String id(IssueRef ref) {
        return ref.id().isEmpty() ? ref.key() : ref.id();
    }

    @Override
    public Issue locate(String keyOrUrl) {
        return this.reader.issue(this.api.issue(this.reader.key(keyOrUrl)));
    }

    @Override
    public Issue setStatus(IssueRef ref, String status, Map<String, String> fields) {
        return new StatusChange(this.api, this.reader, id(ref), status, fields).run(status);
    }

    @Override
    public Issue setAssignee(IssueRef ref, Optional<String> account) {
        if (account.filter((id) -> id.isBlank() || id.equals(DEFAULT_ASSIGNEE)).isPresent()) {
            throw notAssignable("'" + account.get() + "' is nobody's account");
        }
        try {
            this.api.assign(id(ref), account);
        }
        catch (TrackerException.IssueGone ex) {
            // Jira answers so for an unknown person too; if the issue is gone, this
            // says so.
            get(ref);
            throw notAssignable(ex.getMessage());
        }
        catch (TrackerException.CredentialRefused ex) {
            // Data Center answers so where only the permission is missing.
            this.api.myself();
            throw new Rejected(Reason.FORBIDDEN, "The account may not assign issues: " + ex.getMessage(), Map.of());
        }
        return get(ref);
    }

    private static Rejected notAssignable(String words) {
        return new Rejected(Reason.INVALID_FIELD, "Jira cannot assign the issue: " + words, Map.of("assignee", words));
    }

    @Override
    public void comment(IssueRef ref, Document text) {
        this.api.comment(id(ref), text);
    }

    @Override
    public void linkBack(IssueRef ref, BackLink link) {
        var object = Map.of("url", link.url(), "title", link.title(), "status", Map.of("resolved", link.resolved()));
        this.api.remoteLink(id(ref), Map.of("globalId", link.id(), "application", OURSELVES, "relationship",
                "reported by", "object", object));
    }

    @Override
    public Catalog catalog() {
        return this.catalog;
    }

    @Override
    public Changes changesSince(Changes.Cursor cursor) {
        return this.changes.since(cursor);
    }

    @Override
    public WebhookRegistration setUpWebhook(WebhookSetup setup) {
        return this.hooks.setUp(setup);
    }

    @Override
    public void removeWebhook(String hookId) {
        this.hooks.remove(hookId);
    }

    @Override
    public List<String> versions(IssueRef ref, String field) {
        var name = field.isEmpty() ? FIX_VERSIONS : field.strip();
        if (!VERSION_FIELD.matcher(name).matches()) {
            throw noSuchField(name,
                    "is no field for versions: enter fixVersions, versions or customfield_ and a number");
        }
        var value = this.api.field(id(ref), name);
        if (value.isMissingNode()) {
            throw noSuchField(name, "is no field of " + ref.key());
        }
        return (value.isArray() ? JiraApi.list(value) : List.of(value)).stream()
            .map((version) -> version.path("name").asText(version.asText("")))
            .filter((version) -> !version.isEmpty())
            .toList();
    }

    private static Rejected noSuchField(String name, String words) {
        return new Rejected(Reason.INVALID_FIELD, name + " " + words + ".", Map.of(name, words));
    }

}
