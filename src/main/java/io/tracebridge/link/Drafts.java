package io.tracebridge.link;

import io.tracebridge.integration.Integration;
import io.tracebridge.issue.DraftWriter;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.Overrides;
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

    IssueDraft write(Integration integration, Tracker tracker, IssueCreation.Request request) {
        return this.writer.write(this.groups.summary(request.groupId()), integration.payload(), tracker.titleLimit(),
                new Overrides(request.title(), request.owner(), request.fields()));
    }

}
