package io.tracebridge.tracker.github;

import java.util.Optional;

import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerRequest;

/** Who we are on GitHub. */
final class GitHubAccount {

    private GitHubAccount() {
    }

    /**
     * Empty for an app's installation token, which belongs to no user and may not ask.
     */
    static Optional<String> login(TrackerApi api) {
        try {
            return Optional.of(api.call(TrackerRequest.get("user")).json().path("login").asText());
        }
        catch (TrackerException.Rejected ex) {
            if (ex.reason() == Reason.FORBIDDEN) {
                return Optional.empty();
            }
            throw new TrackerException.NotTheTracker(
                    "What answers at baseUrl does not know GET /user, so it is not GitHub's API.");
        }
    }

}
