package io.tracebridge.tracker.github;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerApi;

/** Changes an issue that was just read. */
final class IssueEdit {

    private IssueEdit() {
    }

    /**
     * GitHub answers 404 to a token that may read the issue but not change it.
     * @return the issue as GitHub answered it
     */
    static JsonNode send(TrackerApi api, IssueAddress address, JsonNode changes) {
        try {
            return api.call(address.repository().editIssue(address.number()).json(changes)).json();
        }
        catch (TrackerException.Rejected ex) {
            if (ex.reason() != Reason.PROJECT_MISSING) {
                throw ex;
            }
            throw new TrackerException.Rejected(Reason.FORBIDDEN,
                    "GitHub lets the token read " + address
                            + " but not change it: it needs the permission Issues: write, or the scope repo.",
                    Map.of());
        }
    }

}
