package io.tracebridge.tracker.github;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerRequest;

/**
 * What became of a webhook's deliveries. GitHub remembers them for some days, and repeats
 * one that failed only when it is asked to.
 */
final class GitHubDeliveries {

    private static final int MOST_PAGES = 20;

    private static final Set<String> EVENTS = Set.of("issues", "issue_comment");

    private final TrackerApi api;

    private final Repository repository;

    private final GitHubHooks hooks;

    GitHubDeliveries(TrackerApi api, Repository repository, GitHubHooks hooks) {
        this.api = api;
        this.repository = repository;
        this.hooks = hooks;
    }

    int redeliverFailed(String hookId, Instant since) {
        return (int) failed(hookId, since).reversed()
            .stream()
            .limit(TrackerClient.MOST_REDELIVERIES)
            .filter((delivery) -> redeliver(hookId, delivery))
            .count();
    }

    /**
     * The latest attempt of each delivery that never arrived, newest first: the order in
     * which GitHub lists attempts, and why a success is seen before the failures that it
     * made good.
     */
    private List<String> failed(String hookId, Instant from) {
        // GitHub's times have no fractions.
        var since = from.truncatedTo(ChronoUnit.SECONDS);
        var failed = new ArrayList<String>();
        var seen = new HashSet<String>();
        var request = this.repository.deliveries(hookId).query("per_page", String.valueOf(Pages.SIZE));
        var next = Optional.of(request);
        for (var page = 0; page < MOST_PAGES && next.isPresent(); page++) {
            var asked = next.get();
            var response = this.hooks.permitted(() -> this.api.call(asked));
            for (var delivery : response.json()) {
                if (deliveredAt(delivery).isBefore(since)) {
                    return failed;
                }
                var first = seen.add(delivery.path("guid").asText());
                if (first && EVENTS.contains(delivery.path("event").asText()) && !arrived(delivery)) {
                    failed.add(delivery.path("id").asText());
                }
            }
            next = response.link("next").map(TrackerRequest::follow);
        }
        return failed;
    }

    private static Instant deliveredAt(JsonNode delivery) {
        return GitHubIssue.instant(delivery, "delivered_at");
    }

    private static boolean arrived(JsonNode delivery) {
        return delivery.path("status_code").asInt() / 100 == 2;
    }

    /** Some are too old for GitHub to repeat; polling has seen what they told. */
    private boolean redeliver(String hookId, String delivery) {
        try {
            this.api.call(this.repository.redeliver(hookId, delivery));
            return true;
        }
        catch (Rejected ex) {
            if (ex.reason() != Reason.INVALID_FIELD) {
                throw ex;
            }
            return false;
        }
    }

}
