package io.tracebridge.tracker.gitlab;

import java.util.Arrays;
import java.util.List;

import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Issue.Status;
import io.tracebridge.tracker.http.TrackerRequest;

/** What a GitLab project offers to choose from. */
final class GitLabCatalog implements Catalog {

    private static final int MOST_PEOPLE = 50;

    private static final String REPORTER = "20";

    private final GitLabApi api;

    private final States states;

    GitLabCatalog(GitLabApi api, States states) {
        this.api = api;
        this.states = states;
    }

    @Override
    public List<Choice> projects() {
        var request = TrackerRequest.get("api", "v4", "projects")
            .query("membership", "true")
            .query("min_access_level", REPORTER)
            .query("with_issues_enabled", "true")
            .query("archived", "false")
            .query("simple", "true")
            .query("per_page", GitLabApi.PAGE);
        return this.api.all(request)
            .stream()
            .map((project) -> new Choice(project.path("path_with_namespace").asText(),
                    project.path("name_with_namespace").asText()))
            .toList();
    }

    /** Issues are issues; what GitLab calls their type is a field. */
    @Override
    public List<Choice> issueTypes() {
        return List.of();
    }

    @Override
    public List<Field> fields() {
        return Arrays.stream(StandardField.values())
            .map((field) -> new Field(field.id(), field.title(), field.type(), false,
                    (field == StandardField.MILESTONE) ? milestones() : field.allowed()))
            .toList();
    }

    private List<String> milestones() {
        var request = this.api.ofProject("milestones")
            .query("state", "active")
            .query("include_ancestors", "true")
            .query("per_page", GitLabApi.PAGE);
        return this.api.all(request).stream().map((milestone) -> milestone.path("title").asText()).distinct().toList();
    }

    @Override
    public List<Status> statuses() {
        return this.states.all();
    }

    /** Who has access by several ways is listed several times. */
    @Override
    public List<Issue.Account> people(String query) {
        var request = this.api.ofProject("members", "all").query("per_page", GitLabApi.PAGE);
        var people = this.api.call(query.isBlank() ? request : request.query("query", query.strip())).json();
        return GitLabIssue.stream(people)
            .filter((user) -> user.path("state").asText("active").equals("active"))
            .map(GitLabIssue::account)
            .distinct()
            .limit(MOST_PEOPLE)
            .toList();
    }

}
