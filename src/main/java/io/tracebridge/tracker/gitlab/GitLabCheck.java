package io.tracebridge.tracker.gitlab;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerException;

/**
 * What the live check of a GitLab integration asks, in the order in which it can fail.
 */
final class GitLabCheck {

    private static final int REPORTER = 20;

    /** Below Reporter by name, but made for those who plan: may set labels. */
    private static final int PLANNER = 15;

    private final GitLabApi api;

    private final Clock clock;

    private final List<Check> checks = new ArrayList<>();

    GitLabCheck(GitLabApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    List<Check> run() {
        var step = "credential";
        try {
            var user = this.api.get("user");
            if (!user.hasNonNull("id")) {
                throw new TrackerException.NotTheTracker("What answers at baseUrl is not GitLab's API.");
            }
            add(step, true, "GitLab accepts the token of " + user.path("username").asText() + ".");
            step = "token";
            token();
            step = "project";
            var project = this.api.readProject();
            if (project(project)) {
                step = "permissions";
                permissions(project, user);
            }
        }
        catch (TrackerException ex) {
            add(step, false, ex.getMessage());
        }
        return List.copyOf(this.checks);
    }

    private void token() {
        JsonNode token;
        try {
            token = this.api.get("personal_access_tokens", "self");
        }
        catch (TrackerException.Rejected | TrackerException.CredentialRefused | TrackerException.IssueGone
                | TrackerException.NotTheTracker ex) {
            // OAuth tokens, and GitLab before 15.5.
            add("token", true, "GitLab does not tell the scopes of this kind of token, nor when it expires.");
            return;
        }
        var scopes = GitLabIssue.texts(token.path("scopes"));
        if (!scopes.contains("api")) {
            add("token", false, "The token has the scopes " + String.join(", ", scopes)
                    + ", with which it cannot create issues: create one with the scope api.");
            return;
        }
        add("token", true, "The token has the scope api and " + expiry(token.path("expires_at").asText("")));
    }

    private String expiry(String date) {
        if (date.isEmpty() || date.equals("null")) {
            return "does not expire.";
        }
        var days = ChronoUnit.DAYS.between(LocalDate.now(this.clock.withZone(ZoneOffset.UTC)), LocalDate.parse(date));
        return "expires on " + date + ", in " + days + " days" + ((days < 15) ? ": renew it now." : ".");
    }

    private boolean project(JsonNode json) {
        var path = json.path("path_with_namespace").asText();
        if (this.api.project().contains("/") && !this.api.project().equalsIgnoreCase(path)) {
            add("project", false, this.api.project() + " has been renamed or moved to " + path
                    + ": enter that path, or the number " + json.path("id").asText() + ", which stays.");
            return false;
        }
        if (json.path("archived").asBoolean()) {
            add("project", false, path + " is archived, so it takes no issues.");
            return false;
        }
        add("project", true, path + " is there.");
        var enabled = GitLabApi.issuesEnabled(json);
        add("issues", enabled, enabled ? "Issues are enabled."
                : "Issues are disabled: enable them in the project's settings under Visibility.");
        return enabled;
    }

    /**
     * Roles come from the project, its groups or a share; the members list knows them
     * all.
     */
    private void permissions(JsonNode project, JsonNode user) {
        var level = user.path("is_admin").asBoolean() ? REPORTER : level(project, user.path("id").asText());
        add("permissions", level >= PLANNER,
                (level >= PLANNER) ? "The token's role is enough to set labels, assignee and milestone."
                        : "The token's role is below Planner or Reporter: GitLab would create issues but silently leave"
                                + " out their labels and assignee, and would not close those of others. Give it the"
                                + " Reporter role.");
    }

    private int level(JsonNode project, String user) {
        var permissions = project.path("permissions");
        var direct = Math.max(permissions.path("project_access").path("access_level").asInt(),
                permissions.path("group_access").path("access_level").asInt());
        if (direct >= PLANNER) {
            return direct;
        }
        try {
            return this.api.call(this.api.ofProject("members", "all", user)).json().path("access_level").asInt();
        }
        catch (TrackerException.IssueGone ex) {
            return direct;
        }
    }

    private void add(String name, boolean ok, String message) {
        this.checks.add(new Check(name, ok, message));
    }

}
