package io.tracebridge.tracker.phabricator;

import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.Issue;

/** What tasks refer to: projects, statuses, priorities, people. */
final class FakeLists {

    private FakeLists() {
    }

    static final Issue.Account ALICE = new Issue.Account("PHID-USER-alice000000000000000", "alice (Alice Doe)");

    static final Map<String, String> PROJECTS = Map.of("shop", "PHID-PROJ-shop0000000000000000", "checkout",
            "PHID-PROJ-checkout000000000000");

    static JsonNode projects(JsonNode params) {
        var slugs = params.at("/constraints/slugs");
        var found = PROJECTS.entrySet()
            .stream()
            .filter((project) -> slugs.isMissingNode() || FakeConduit.contains(slugs, project.getKey()))
            .sorted(Map.Entry.comparingByKey())
            .map((project) -> {
                var json = FakeConduit.object().put("type", "PROJ").put("phid", project.getValue());
                json.putObject("fields").put("name", "Project " + project.getKey()).put("slug", project.getKey());
                return json;
            });
        var result = FakeConduit.data(found);
        if (FakeConduit.contains(slugs, "store")) {
            result.withObject("/maps/slugMap/store").put("slug", "store").put("projectPHID", PROJECTS.get("shop"));
        }
        return result;
    }

    static Stream<ObjectNode> statuses() {
        return Stream.of(
                FakeConduit.object()
                    .put("name", "Open")
                    .put("value", "open")
                    .put("closed", false)
                    .put("special", "default"),
                FakeConduit.object().put("name", "Stalled").put("value", "stalled").put("closed", false),
                FakeConduit.object()
                    .put("name", "Resolved")
                    .put("value", "resolved")
                    .put("closed", true)
                    .put("special", "closed"),
                FakeConduit.object().put("name", "Wontfix").put("value", "wontfix").put("closed", true),
                FakeConduit.object().put("name", "Invalid").put("value", "invalid").put("closed", true),
                FakeConduit.object()
                    .put("name", "Duplicate")
                    .put("value", "duplicate")
                    .put("closed", true)
                    .put("special", "duplicate"));
    }

    static boolean closed(String value) {
        return statuses().anyMatch((one) -> one.path("value").asText().equals(value) && one.path("closed").asBoolean());
    }

    static Stream<ObjectNode> priorities() {
        return Stream.of(priority(90, "Needs Triage", "triage"), priority(80, "High", "high"),
                priority(50, "Normal", "normal"));
    }

    private static ObjectNode priority(int value, String name, String keyword) {
        var priority = FakeConduit.object().put("name", name).put("value", value);
        priority.putArray("keywords").add(keyword);
        return priority;
    }

    static JsonNode users(JsonNode constraints) {
        var like = constraints.path("nameLike").asText().toLowerCase();
        var alice = FakeConduit.contains(constraints.path("phids"), ALICE.id())
                || (constraints.path("phids").isMissingNode() && "alice doe".contains(like));
        var user = FakeConduit.object().put("type", "USER").put("phid", ALICE.id());
        user.putObject("fields").put("username", "alice").put("realName", "Alice Doe");
        return FakeConduit.data(alice ? Stream.of(user) : Stream.empty());
    }

}
