package io.tracebridge.tracker.gitlab;

import java.util.Map;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * Where calls find an issue. GitLab lets only administrators read issues by their global
 * id, so ours is made of two numbers that never change.
 *
 * @param project number of the project; its path where a person wrote that
 * @param iid the issue's number within it
 */
record Address(String project, String iid) {

    /**
     * @throws TrackerException.Rejected when the id is not ours
     */
    static Address of(IssueRef ref) {
        var slash = ref.id().indexOf('/');
        if (slash <= 0 || slash == ref.id().length() - 1) {
            throw new TrackerException.Rejected(Reason.INVALID_FIELD,
                    "\"" + ref.id() + "\" is no GitLab issue: an id reads PROJECT/NUMBER, such as 14/23.", Map.of());
        }
        return new Address(ref.id().substring(0, slash), ref.id().substring(slash + 1));
    }

    String id() {
        return this.project + "/" + this.iid;
    }

}
