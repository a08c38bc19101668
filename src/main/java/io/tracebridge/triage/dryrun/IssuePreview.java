package io.tracebridge.triage.dryrun;

import java.util.List;
import java.util.Map;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Preview;

/**
 * An issue as it would read if it were made now.
 *
 * @param fields custom fields, name to text
 * @param bodyField the tracker's field for the description; null for its usual one
 * @param owner the tracker's account to assign; null for none
 */
public record IssuePreview(String title, Preview description, List<String> labels, Map<String, String> fields,
        String bodyField, String owner) {

    public static IssuePreview of(IssueDraft draft, Preview description) {
        return new IssuePreview(draft.title(), description, draft.labels(), draft.fields(),
                draft.bodyField().orElse(null), draft.owner().orElse(null));
    }

}
