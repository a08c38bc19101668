package io.tracebridge.tracker.jira;

import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/** Reads the create screen of one issue type. */
final class CreateScreens {

    private CreateScreens() {
    }

    /**
     * @param issueType name in any case, or id
     * @throws Rejected naming the types there are when there is none such
     */
    static CreateScreen read(JiraApi api, String projectKey, String issueType) {
        var types = api.creatableTypes(projectKey);
        var type = types.stream()
            .filter((json) -> name(json).equalsIgnoreCase(issueType) || id(json).equals(issueType))
            .findFirst()
            .orElseThrow(() -> {
                var names = types.stream().map(CreateScreens::name).collect(Collectors.joining(", "));
                var words = names.isEmpty() ? "this account may create no issue there" : "it has " + names;
                var message = "project %s has no issue type '%s': %s".formatted(projectKey, issueType, words);
                return new Rejected(Reason.PROJECT_MISSING, message, Map.of(JiraSettings.ISSUE_TYPE.name(), message));
            });
        return new CreateScreen(projectKey, id(type), name(type), api.createFields(projectKey, id(type)));
    }

    private static String id(JsonNode type) {
        return type.path("id").asText();
    }

    private static String name(JsonNode type) {
        return type.path("name").asText();
    }

}
