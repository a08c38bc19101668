package io.tracebridge.triage.dryrun;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tracebridge.integration.Integration;
import io.tracebridge.issue.DraftWriter;
import io.tracebridge.issue.Overrides;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.triage.Groups;

/**
 * Words the issues of groups as they are now. All reports of a group have the same, so
 * the latest ones are kept.
 */
final class Previews {

    /** A long description takes some hundred kilobytes. */
    private static final int KEPT = 100;

    private final Cache<Long, IssuePreview> kept = Caffeine.newBuilder().maximumSize(KEPT).build();

    private final DraftWriter writer = new DraftWriter();

    private final Integration integration;

    private final Tracker tracker;

    private final Groups groups;

    Previews(Integration integration, Tracker tracker, Groups groups) {
        this.integration = integration;
        this.tracker = tracker;
        this.groups = groups;
    }

    IssuePreview of(long groupId) {
        return this.kept.get(groupId, this::write);
    }

    private IssuePreview write(long groupId) {
        var draft = this.writer.write(this.groups.summary(groupId), this.integration.payload(),
                this.tracker.titleLimit(), Overrides.NONE);
        return IssuePreview.of(draft, this.tracker.preview(this.integration.connection(), draft));
    }

}
