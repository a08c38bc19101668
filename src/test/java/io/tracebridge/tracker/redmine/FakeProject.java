package io.tracebridge.tracker.redmine;

import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The project {@code shop} with its people and its fields, as those may see it who ask.
 */
final class FakeProject {

    static final Map<Integer, String> TRACKERS = Map.of(1, "Bug", 2, "Feature");

    static final Map<Integer, String> PRIORITIES = Map.of(1, "Low", 2, "Normal", 3, "High");

    static final Map<Integer, String> CATEGORIES = Map.of(1, "Checkout");

    static final Map<Integer, String> MEMBERS = Map.of(5, FakeChanges.TESS.name());

    static final int ME = 9;

    private final FakeRedmine site;

    FakeProject(FakeRedmine site) {
        this.site = site;
    }

    static ObjectNode tracker(ObjectNode named) {
        named.putObject("default_status").put("id", 1).put("name", "New");
        named.put("description", "").putArray("enabled_standard_fields").add("assigned_to_id").add("category_id");
        return named;
    }

    Stream<ObjectNode> memberships() {
        var group = FakeJson.object().put("id", 1);
        group.putObject("group").put("id", 7).put("name", "Tess's friends");
        var tess = FakeJson.object().put("id", 2);
        tess.putObject("user").put("id", 5).put("name", FakeChanges.TESS.name());
        return Stream.of(group, tess).map((membership) -> {
            membership.putObject("project").put("id", 1).put("name", "Shop");
            membership.putArray("roles").addObject().put("id", 4).put("name", "Developer");
            return membership;
        });
    }

    static ObjectNode tess() {
        return FakeJson.object()
            .put("id", 5)
            .put("login", "tess")
            .put("admin", false)
            .put("firstname", "Tess")
            .put("lastname", "Triager")
            .put("mail", "tess@example.org")
            .put("created_on", "2026-01-01T00:00:00Z")
            .put("updated_on", "2026-01-01T00:00:00Z")
            .putNull("last_login_on")
            .putNull("passwd_changed_on")
            .putNull("twofa_scheme")
            .put("status", 1);
    }

    ObjectNode me() {
        var me = FakeJson.object()
            .put("id", ME)
            .put("login", "errors")
            .put("admin", this.site.admin)
            .put("firstname", "Error")
            .put("lastname", "Bot")
            .put("api_key", this.site.key)
            .put("created_on", "2026-01-01T00:00:00Z")
            .put("updated_on", "2026-01-01T00:00:00Z")
            .putNull("last_login_on")
            .putNull("passwd_changed_on");
        if (this.site.member) {
            var membership = me.putArray("memberships").addObject().put("id", 1);
            membership.putObject("project").put("id", 1).put("name", "Shop");
            membership.putArray("roles").addObject().put("id", 4).put("name", "Developer");
        }
        return me;
    }

    ObjectNode json() {
        var project = FakeJson.object()
            .put("id", 1)
            .put("name", "Shop")
            .put("identifier", "shop")
            .putNull("description")
            .putNull("homepage")
            .put("status", 1)
            .put("is_public", false)
            .put("inherit_members", false)
            .put("created_on", "2026-01-01T00:00:00Z")
            .put("updated_on", "2026-01-01T00:00:00Z");
        FakeJson.named(TRACKERS).forEach(project.putArray("trackers")::add);
        FakeJson.named(CATEGORIES).forEach(project.putArray("issue_categories")::add);
        var modules = project.putArray("enabled_modules");
        this.site.modules.forEach((module) -> modules.addObject().put("id", modules.size()).put("name", module));
        var shown = project.putArray("issue_custom_fields");
        this.site.fields.stream()
            .filter((field) -> !field.forAll())
            .forEach((field) -> shown.addObject().put("id", field.id()).put("name", field.name()));
        return project;
    }

    static ObjectNode definition(FakeRedmine.Field field) {
        var json = FakeJson.object()
            .put("id", field.id())
            .put("name", field.name())
            .put("description", "")
            .put("customized_type", "issue")
            .put("field_format", field.format())
            .put("regexp", "")
            .putNull("min_length")
            .putNull("max_length")
            .put("is_required", false)
            .put("is_for_all", field.forAll())
            .put("is_filter", field.filter())
            .put("searchable", false)
            .put("multiple", field.multiple())
            .put("default_value", "")
            .put("visible", true)
            .put("editable", true);
        FakeJson.named(TRACKERS).forEach(json.putArray("trackers")::add);
        var values = json.putArray("possible_values");
        field.values().forEach((value) -> values.addObject().put("value", value).put("label", value));
        return json;
    }

}
