package io.tracebridge.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

import io.tracebridge.integration.Integration;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.TrackerException;

/** Brings the tracker's words and what was sent together. */
final class Rejections {

    private Rejections() {
    }

    /**
     * @param request what a person gave: a retry must not lose it, also where the draft
     * has made it labels or a description
     * @param draft what was sent; null when it did not come to that
     */
    static Rejection of(TrackerException.Rejected refusal, Integration integration, long linkId,
            IssueCreation.Request request, IssueDraft draft) {
        var sent = new LinkedHashMap<>(request.fields());
        if (draft != null) {
            sent.putAll(draft.fields());
        }
        refusal.fields().keySet().forEach((name) -> sent.putIfAbsent(name, ""));
        var fields = new ArrayList<Rejection.Field>();
        sent.forEach(
                (name, value) -> fields.add(new Rejection.Field(name, value, refusal.fields().getOrDefault(name, ""))));
        return new Rejection(newId(), linkId, refusal.getMessage(), refusal.reason().name(), integration.project(),
                integration.name(), integration.tracker(), title(request, draft), List.copyOf(fields));
    }

    private static String title(IssueCreation.Request request, IssueDraft draft) {
        if (draft != null) {
            return draft.title();
        }
        return (request.title() != null) ? request.title() : "";
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    static Rejection integrationDeleted() {
        return new Rejection(newId(), 0,
                "The integration was deleted after this issue was wanted. Give up, or create the issue "
                        + "by hand through another integration.",
                "INTEGRATION_DELETED", "", "", "", "", List.of());
    }

}
