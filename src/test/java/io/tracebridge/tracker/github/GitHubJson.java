package io.tracebridge.tracker.github;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Objects as GitHub writes them, with everything that its specification requires. */
final class GitHubJson {

    private GitHubJson() {
    }

    static ObjectNode issue(GitHubItem item, String site, String repository) {
        var url = site + "/repos/" + repository + "/issues/" + item.number;
        var json = object("node_id", "I_" + item.number, "url", url, "repository_url", site + "/repos/" + repository,
                "labels_url", url + "/labels{/name}", "comments_url", url + "/comments", "events_url", url + "/events",
                "html_url", "https://github.com/" + repository + "/issues/" + item.number, "title", item.title, "body",
                item.body, "state", item.state, "created_at", item.createdAt.toString(), "updated_at",
                item.updatedAt.toString());
        json.put("id", 1000 + item.number).put("number", item.number).put("locked", false).put("comments", 0);
        json.put("state_reason", item.reason).put("closed_at", (String) null);
        json.set("user", account(item.author));
        var labels = json.putArray("labels");
        item.labels.forEach((name) -> labels.add(label(name)));
        var assignees = json.putArray("assignees");
        item.assignees.forEach((login) -> assignees.add(account(login)));
        json.set("assignee",
                assignees.path(0).isMissingNode() ? JsonNodeFactory.instance.nullNode() : assignees.get(0));
        json.set("milestone", (item.milestone == 0) ? JsonNodeFactory.instance.nullNode()
                : milestone(item.milestone, url).put("title", item.milestoneTitle));
        if (!item.type.isEmpty()) {
            json.set("type", type(item.type));
        }
        if (item.pullRequest) {
            json.putObject("pull_request")
                .put("url", url)
                .put("html_url", url)
                .put("diff_url", url)
                .put("patch_url", url);
        }
        return json;
    }

    /** The few fields that matter, of the hundred that a repository has. */
    static ObjectNode repository(FakeGitHub github) {
        var json = object("full_name", github.fullName).put("has_issues", github.issuesEnabled)
            .put("archived", github.archived);
        json.putObject("permissions").put("admin", false).put("push", github.push).put("pull", true);
        return json;
    }

    static ObjectNode milestone(int number, String url) {
        var json = object("url", url, "html_url", url, "labels_url", url, "node_id", "M_1", "state", "open", "title",
                "Next", "description", "", "created_at", "2026-01-01T00:00:00Z", "updated_at", "2026-01-01T00:00:00Z");
        json.put("id", 1).put("number", number).put("open_issues", 1).put("closed_issues", 0);
        json.put("closed_at", (String) null).put("due_on", (String) null);
        json.set("creator", account("octocat"));
        return json;
    }

    static ObjectNode label(String name) {
        return object("node_id", "LA_1", "url", "https://api.github.com/labels/x", "name", name, "description", "",
                "color", "d73a4a")
            .put("id", 1)
            .put("default", false);
    }

    static ObjectNode comment(GitHubItem item) {
        var url = "https://api.github.com/comments/1";
        var json = object("node_id", "IC_1", "url", url, "html_url", url, "issue_url", url, "body",
                item.comments.getLast(), "created_at", item.updatedAt.toString(), "updated_at",
                item.updatedAt.toString(), "author_association", "MEMBER");
        json.put("id", 1).putNull("performed_via_github_app");
        json.set("user", account("tracebridge-bot"));
        return json;
    }

    static ObjectNode type(String name) {
        return object("node_id", "IT_1", "name", name, "description", "").put("id", 1);
    }

    static ObjectNode account(String login) {
        var json = object("login", login, "node_id", "U_1", "gravatar_id", "", "type", "User");
        Stream
            .of("avatar_url", "events_url", "followers_url", "following_url", "gists_url", "html_url",
                    "organizations_url", "received_events_url", "repos_url", "starred_url", "subscriptions_url", "url")
            .forEach((name) -> json.put(name, "https://api.github.com/users/x"));
        return json.put("id", 1).put("site_admin", false);
    }

    static ObjectNode object(String... pairs) {
        var json = JsonNodeFactory.instance.objectNode();
        for (var i = 0; i < pairs.length; i += 2) {
            json.put(pairs[i], pairs[i + 1]);
        }
        return json;
    }

}
