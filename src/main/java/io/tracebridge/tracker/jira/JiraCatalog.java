package io.tracebridge.tracker.jira;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Remembered;

/** What one Jira project offers. */
final class JiraCatalog implements Catalog {

    /** What the integration's own settings fill. */
    private static final Set<String> NOT_CUSTOM = Set.of("project", "issuetype", "summary");

    private static final int MOST_PEOPLE = 50;

    private final JiraApi api;

    private final IssueReader reader;

    private final Remembered<CreateScreen> screen;

    private final String projectKey;

    private final String issueType;

    /**
     * @param issueType name or id
     */
    JiraCatalog(JiraApi api, IssueReader reader, Remembered<CreateScreen> screen, String projectKey, String issueType) {
        this.api = api;
        this.reader = reader;
        this.screen = screen;
        this.projectKey = projectKey;
        this.issueType = issueType;
    }

    @Override
    public List<Choice> projects() {
        return this.api.creatableProjects()
            .stream()
            .map((project) -> new Choice(project.path("key").asText(), project.path("name").asText()))
            .toList();
    }

    @Override
    public List<Choice> issueTypes() {
        return this.api.creatableTypes(this.projectKey)
            .stream()
            .filter((type) -> !type.path("subtask").asBoolean())
            .map((type) -> new Choice(type.path("id").asText(), type.path("name").asText()))
            .toList();
    }

    @Override
    public List<Field> fields() {
        return this.screen.get()
            .fields()
            .stream()
            .filter((field) -> field.settable() && !NOT_CUSTOM.contains(field.id()))
            .map((field) -> new Field(field.id(), field.name(), field.type(), field.needsValue(),
                    field.options().stream().map(CreateField.Option::text).toList()))
            .toList();
    }

    /**
     * Those of the integration's issue type; of all types when Jira does not list that
     * one. Resolutions are no part of them: whether one can be chosen, and when, the
     * workflow decides.
     */
    @Override
    public List<Issue.Status> statuses() {
        var types = this.api.statuses(this.projectKey);
        var ours = types.stream().filter(this::ours).toList();
        var statuses = new LinkedHashMap<String, Issue.Status>();
        for (var type : ours.isEmpty() ? types : ours) {
            for (var json : type.path("statuses")) {
                var status = IssueReader.status(json, "");
                statuses.putIfAbsent(status.id(), status);
            }
        }
        return List.copyOf(statuses.values());
    }

    private boolean ours(JsonNode type) {
        return type.path("name").asText().equalsIgnoreCase(this.issueType)
                || type.path("id").asText().equals(this.issueType);
    }

    @Override
    public List<Issue.Account> people(String query) {
        return this.api.assignable(this.projectKey, query.strip())
            .stream()
            .map(this.reader::account)
            .limit(MOST_PEOPLE)
            .toList();
    }

}
