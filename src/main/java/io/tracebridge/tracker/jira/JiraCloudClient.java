package io.tracebridge.tracker.jira;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.AdfRenderer;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.Remembered;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;

/** One Jira Cloud project and issue type. */
final class JiraCloudClient implements TrackerClient {

    /**
     * The entity property that proves, beyond labels anybody can set, that we made it.
     */
    private static final String PROPERTY = "tracebridge";

    /** Jira counts the stored document, which is larger than its text. */
    private static final int DESCRIPTION_LIMIT = 30_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");

    private final JiraCloudApi api;

    private final String site;

    private final String projectKey;

    private final Remembered<CreateScreen> screen;

    private final FieldValues values = new FieldValues(JiraCloudClient::adf, "accountId");

    /**
     * @param site where people open the issues, without a slash at its end
     * @param issueType name or id
     */
    JiraCloudClient(JiraCloudApi api, String site, String projectKey, String issueType, Clock clock) {
        this.api = api;
        this.site = site;
        this.projectKey = projectKey;
        this.screen = new Remembered<>(() -> CreateScreens.read(api, projectKey, issueType), clock);
    }

    @Override
    public List<Check> check() {
        return new JiraCloudCheck(this.api, this.screen, this.projectKey).run();
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
        return new FormFiller(screen, this.values, JiraCloudClient::adf).fill(draft, marker, hidden);
    }

    private CreatedIssue send(IssueForm form, Marker marker) {
        var proof = Map.of("key", PROPERTY, "value", Map.of("marker", marker.value()));
        var created = this.api.create(Map.of("fields", form.fields(), "properties", List.of(proof)));
        return new CreatedIssue(ref(created), form.warnings());
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
        return this.api.search(jql, PROPERTY)
            .stream()
            .filter((issue) -> marked(issue, marker))
            .findFirst()
            .map(this::issue);
    }

    private static boolean marked(JsonNode issue, Marker marker) {
        var labelled = StreamSupport.stream(issue.path("fields").path("labels").spliterator(), false)
            .anyMatch((label) -> label.asText().equals(marker.value()));
        return labelled || issue.path("properties").path(PROPERTY).path("marker").asText().equals(marker.value());
    }

    @Override
    public Issue get(IssueRef ref) {
        return issue(this.api.issue(ref.id()));
    }

    private Issue issue(JsonNode json) {
        var fields = json.path("fields");
        var status = fields.path("status");
        var assignee = fields.path("assignee");
        return new Issue(ref(json), fields.path("summary").asText(),
                new Issue.Status(status.path("id").asText(), status.path("name").asText(),
                        status.path("statusCategory").path("key").asText(),
                        fields.path("resolution").path("name").asText()),
                Optional.of(assignee)
                    .filter((account) -> account.has("accountId"))
                    .map((account) -> new Issue.Account(account.path("accountId").asText(),
                            account.path("displayName").asText())),
                OffsetDateTime.parse(fields.path("updated").asText(), TIME).toInstant());
    }

    private IssueRef ref(JsonNode json) {
        var key = json.path("key").asText();
        if (key.isEmpty() || json.path("id").asText().isEmpty()) {
            throw new TrackerException.NotTheTracker("It answered without an issue id and key; check baseUrl.");
        }
        return new IssueRef(json.path("id").asText(), key, this.site + "/browse/" + key);
    }

    private static Object adf(Document document) {
        return new AdfRenderer().render(document, DESCRIPTION_LIMIT);
    }

}
