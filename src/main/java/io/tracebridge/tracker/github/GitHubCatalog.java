package io.tracebridge.tracker.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Issue.Account;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerRequest;

/** What a token sees on GitHub. */
final class GitHubCatalog implements Catalog {

    private static final int MOST_PEOPLE = 50;

    private final TrackerApi api;

    private final Repository repository;

    private final GitHubStatuses statuses;

    GitHubCatalog(TrackerApi api, Repository repository, GitHubStatuses statuses) {
        this.api = api;
        this.repository = repository;
        this.statuses = statuses;
    }

    /** A user's repositories, or those that an app is installed on. */
    @Override
    public List<Choice> projects() {
        var repositories = GitHubAccount.login(this.api).isPresent()
                ? Pages.of(this.api, TrackerRequest.get("user", "repos").query("sort", "full_name"), "")
                : Pages.of(this.api, TrackerRequest.get("installation", "repositories"), "repositories");
        return repositories.filter((json) -> json.path("has_issues").asBoolean() && !json.path("archived").asBoolean())
            .map((json) -> json.path("full_name").asText())
            .map((fullName) -> new Choice(fullName, fullName))
            .toList();
    }

    /**
     * Only organisations have them, not all servers do, and not every token may list
     * them.
     */
    @Override
    public List<Choice> issueTypes() {
        try {
            var types = this.api.call(this.repository.issueTypes()).json();
            return StreamSupport.stream(types.spliterator(), false)
                .filter((type) -> type.path("is_enabled").asBoolean(true))
                .map((type) -> type.path("name").asText())
                .map((name) -> new Choice(name, name))
                .toList();
        }
        catch (TrackerException.Rejected ex) {
            if (ex.reason() == Reason.PROJECT_MISSING || ex.reason() == Reason.FORBIDDEN) {
                return List.of();
            }
            throw ex;
        }
    }

    /** Labels are not limited: GitHub makes the ones it does not know. */
    @Override
    public List<Field> fields() {
        var fields = new ArrayList<Field>();
        fields.add(new Field("labels", "Labels", "names, split by commas", false, List.of()));
        fields.add(new Field("milestone", "Milestone", "number", false, milestones()));
        var types = issueTypes().stream().map(Choice::id).toList();
        if (!types.isEmpty()) {
            fields.add(new Field("type", "Type", "name", false, types));
        }
        return List.copyOf(fields);
    }

    private List<String> milestones() {
        return Pages.of(this.api, this.repository.milestones().query("state", "open"), "")
            .map((milestone) -> milestone.path("number").asText())
            .toList();
    }

    @Override
    public List<Issue.Status> statuses() {
        return this.statuses.all();
    }

    /** GitHub cannot search among assignees, so this reads them until it has enough. */
    @Override
    public List<Account> people(String query) {
        var wanted = query.strip().toLowerCase(Locale.ROOT);
        return Pages.of(this.api, this.repository.assignees(), "")
            .filter((user) -> matches(user, wanted))
            .limit(MOST_PEOPLE)
            .map((user) -> user.path("login").asText())
            .map((login) -> new Account(login, login))
            .toList();
    }

    private static boolean matches(JsonNode user, String wanted) {
        return List.of("login", "name", "email")
            .stream()
            .anyMatch((field) -> user.path(field).asText("").toLowerCase(Locale.ROOT).contains(wanted));
    }

}
