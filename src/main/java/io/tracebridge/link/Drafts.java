package io.tracebridge.link;

import java.util.Optional;

import io.tracebridge.integration.Integration;
import io.tracebridge.issue.DraftWriter;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.Overrides;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.triage.Groups;
import org.springframework.stereotype.Component;

/** Words an issue from what is known of its group. */
@Component
class Drafts {

    private final Groups groups;

    private final DraftWriter writer = new DraftWriter();

    Drafts(Groups groups) {
        this.groups = groups;
    }

    /**
     * @param predecessor the closed issue whose error came back; empty for none
     */
    IssueDraft write(Integration integration, Tracker tracker, IssueCreation.Request request,
            Optional<IssueRef> predecessor) {
        var draft = this.writer.write(this.groups.summary(request.groupId()), integration.payload(),
                tracker.titleLimit(), new Overrides(request.title(), request.owner(), request.fields()));
        return predecessor.map((old) -> draft.regressionOf(old.key(), old.url())).orElse(draft);
    }

}
