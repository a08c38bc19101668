package io.tracebridge.tracker.gitlab;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Objects as GitLab writes them, with everything that its specification requires. */
final class GitLabJson {

    private final String site;

    /** What GitLab tells of the token; empty for a kind of which it tells nothing. */
    String token = """
            {"id": 3, "name": "tracebridge", "scopes": ["api"], "user_id": 7, "expires_at": "2999-12-31",
             "active": true, "revoked": false}""";

    /** What the project is called now. */
    String path = "acme/shop";

    boolean archived;

    boolean issuesEnabled = true;

    /** As told of the project itself; null where access comes by a share. */
    Integer projectAccess = 20;

    GitLabJson(String site) {
        this.site = site;
    }

    ObjectNode listedProject() {
        return object("name", "shop", "name_with_namespace", "Acme / Shop", "path", "shop", "path_with_namespace",
                this.path, "web_url", this.site + "/" + this.path)
            .put("id", FakeGitLab.SHOP);
    }

    ObjectNode project() {
        var json = listedProject();
        json.put("archived", this.archived)
            .put("issues_enabled", this.issuesEnabled)
            .put("issues_access_level", this.issuesEnabled ? "enabled" : "disabled");
        var permissions = json.putObject("permissions");
        if (this.projectAccess != null) {
            permissions.putObject("project_access").put("access_level", this.projectAccess.intValue());
        }
        return json;
    }

    ObjectNode currentUser() {
        return user(FakeGitLab.BOT, "Tracebridge").put("bot", true);
    }

    ObjectNode user(int id, String name) {
        return object("username", "user" + id, "name", name, "state", "active", "web_url", this.site + "/user" + id)
            .put("id", id);
    }

    ObjectNode member(int id, String name, int level) {
        return user(id, name).put("access_level", level);
    }

    ObjectNode note(String body) {
        var json = object("body", body, "created_at", "2026-07-01T08:00:00.000Z").put("id", 1).put("system", false);
        json.set("author", user(FakeGitLab.BOT, "Tracebridge"));
        return json;
    }

    ObjectNode issue(GitLabItem item) {
        var project = path(item);
        var json = object("title", item.title, "description", item.description, "state", item.state, "created_at",
                item.createdAt.toString(), "updated_at", item.updatedAt.toString(), "web_url", url(item), "issue_type",
                item.type)
            .put("id", item.globalId)
            .put("iid", item.iid)
            .put("project_id", item.project)
            .put("confidential", item.confidential);
        json.putObject("references").put("short", "#" + item.iid).put("full", project + "#" + item.iid);
        if (item.weight >= 0) {
            json.put("weight", item.weight);
        }
        item.labels.forEach(json.putArray("labels")::add);
        var assignees = json.putArray("assignees");
        item.assignees.forEach((id) -> assignees.add(user(id, (id == FakeGitLab.JANE) ? "Jane Smith" : "Tracebridge")));
        json.set("author", user(item.author, "Somebody"));
        json.put("moved_to_id", (item.movedTo == 0) ? null : item.movedTo);
        json.put("due_date", item.dueDate.isEmpty() ? null : item.dueDate);
        if (item.milestone == 0) {
            json.putNull("milestone");
        }
        else {
            json.putObject("milestone").put("id", item.milestone).put("title", item.milestoneTitle);
        }
        return json;
    }

    /** An Issue Hook about an update. */
    ObjectNode delivery(GitLabItem item) {
        var json = object("object_kind", "issue", "event_type", "issue");
        json.set("user", user(FakeGitLab.JANE, "Jane Smith"));
        json.putObject("project").put("id", item.project).put("path_with_namespace", path(item));
        json.putObject("object_attributes")
            .put("id", item.globalId)
            .put("iid", item.iid)
            .put("project_id", item.project)
            .put("state", item.state)
            .put("url", url(item))
            .put("action", "update");
        return json;
    }

    private String url(GitLabItem item) {
        return this.site + "/" + path(item) + "/-/issues/" + item.iid;
    }

    private static String path(GitLabItem item) {
        return (item.project == FakeGitLab.SHOP) ? "acme/shop" : "acme/archive";
    }

    private static ObjectNode object(String... pairs) {
        var json = JsonNodeFactory.instance.objectNode();
        for (var i = 0; i < pairs.length; i += 2) {
            json.put(pairs[i], pairs[i + 1]);
        }
        return json;
    }

}
