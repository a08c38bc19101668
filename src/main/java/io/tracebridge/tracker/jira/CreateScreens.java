package io.tracebridge.tracker.jira;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/** Reads the create screen of one issue type, and remembers it for a minute. */
final class CreateScreens {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final JiraCloudApi api;

    private final Clock clock;

    private final AtomicReference<Kept> kept = new AtomicReference<>();

    CreateScreens(JiraCloudApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /**
     * @param issueType name in any case, or id
     * @throws Rejected naming the types there are when there is none such
     */
    CreateScreen get(String projectKey, String issueType) {
        var known = this.kept.get();
        if (known != null && known.until().isAfter(this.clock.instant())) {
            return known.screen();
        }
        var read = read(projectKey, issueType);
        this.kept.set(new Kept(read, this.clock.instant().plus(KEPT)));
        return read;
    }

    /** After a refusal, so that what an admin corrects in Jira counts at once. */
    void forget() {
        this.kept.set(null);
    }

    private CreateScreen read(String projectKey, String issueType) {
        var types = this.api.creatableTypes(projectKey);
        var type = types.stream()
            .filter((json) -> json.path("name").asText().equalsIgnoreCase(issueType)
                    || json.path("id").asText().equals(issueType))
            .findFirst()
            .orElseThrow(() -> {
                var names = types.stream().map(CreateScreens::name).collect(Collectors.joining(", "));
                var words = names.isEmpty() ? "this account may create no issue there" : "it has " + names;
                var message = "project %s has no issue type '%s': %s".formatted(projectKey, issueType, words);
                return new Rejected(Reason.PROJECT_MISSING, message, Map.of(JiraCloud.ISSUE_TYPE.name(), message));
            });
        var id = type.path("id").asText();
        return new CreateScreen(projectKey, id, name(type), this.api.createFields(projectKey, id));
    }

    private static String name(JsonNode type) {
        return type.path("name").asText();
    }

    private record Kept(CreateScreen screen, Instant until) {
    }

}
