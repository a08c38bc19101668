package io.tracebridge.tracker.github;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.http.TrackerApi;

/**
 * What the live check of a GitHub integration asks, in the order in which it can fail.
 */
final class GitHubChecks {

    private final TrackerApi api;

    private final Repository repository;

    private final List<Check> checks = new ArrayList<>();

    GitHubChecks(TrackerApi api, Repository repository) {
        this.api = api;
        this.repository = repository;
    }

    List<Check> run() {
        try {
            var user = credential();
            try {
                repository(this.api.call(this.repository.get()).json(), user);
            }
            catch (TrackerException ex) {
                failed("repository", ex);
            }
        }
        catch (TrackerException ex) {
            failed("credential", ex);
        }
        return List.copyOf(this.checks);
    }

    /**
     * @return whether the credential belongs to a user
     */
    private boolean credential() {
        var login = GitHubAccount.login(this.api);
        passed("credential", login.map((name) -> "GitHub accepts the token of " + name + ".")
            .orElse("GitHub accepts the token; it belongs to no user, as an app's does."));
        return login.isPresent();
    }

    private void repository(JsonNode json, boolean user) {
        var fullName = json.path("full_name").asText();
        if (!this.repository.is(fullName)) {
            add("repository", false,
                    this.repository + " has been renamed or moved to " + fullName + ": enter that owner and name.");
            return;
        }
        if (json.path("archived").asBoolean()) {
            add("repository", false, fullName + " is archived, so it takes no issues.");
            return;
        }
        passed("repository", fullName + " is there.");
        add("issues", json.path("has_issues").asBoolean(), json.path("has_issues").asBoolean() ? "Issues are enabled."
                : "Issues are disabled: enable them in the repository's settings.");
        permission(json.path("permissions"), user);
    }

    private void permission(JsonNode permissions, boolean user) {
        if (!user) {
            passed("permissions", "GitHub does not show an app's permissions here; after each creation its answer is"
                    + " compared with what was sent.");
        }
        else if (permissions.path("push").asBoolean()) {
            passed("permissions", "The account may push, so labels and assignees will be kept.");
        }
        else {
            add("permissions", false, "The account may not push: GitHub would create issues but silently leave out"
                    + " their labels, assignees, milestone and type. Give it write access to " + this.repository + ".");
        }
    }

    private void passed(String name, String message) {
        add(name, true, message);
    }

    private void failed(String name, TrackerException ex) {
        add(name, false, ex.getMessage());
    }

    private void add(String name, boolean ok, String message) {
        this.checks.add(new Check(name, ok, message));
    }

}
