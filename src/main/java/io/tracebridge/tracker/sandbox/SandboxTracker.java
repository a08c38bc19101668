package io.tracebridge.tracker.sandbox;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.GfmRenderer;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Preview;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;

/** The built-in tracker: for trying rules without touching a real one. */
public final class SandboxTracker implements Tracker {

    private static final int TITLE_LIMIT = 255;

    private static final Setting PROJECT = Setting
        .optional("project", "Project", "Whose sandbox keeps the issues; the integration's own project if left out.",
                "{{project}}")
        .offering(Setting.Offer.PROJECTS, "");

    private final SandboxIssues issues;

    public SandboxTracker(SandboxIssues issues) {
        this.issues = issues;
    }

    @Override
    public String id() {
        return "sandbox";
    }

    @Override
    public String name() {
        return "Sandbox";
    }

    @Override
    public List<Setting> settings() {
        return List.of(PROJECT);
    }

    @Override
    public int titleLimit() {
        return TITLE_LIMIT;
    }

    @Override
    public Duration searchDelay() {
        return Duration.ZERO;
    }

    /** It calls nobody and has no place for a link of its own kind. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.LINK_BACK, Capability.WEBHOOKS, Capability.WEBHOOK_SETUP,
                Capability.REDELIVERY, Capability.FIX_VERSIONS));
    }

    /** Its statuses are the group states themselves. */
    @Override
    public GroupState meaning(Issue.Status status) {
        return GroupState.of(status.id()).orElse(GroupState.OPEN);
    }

    @Override
    public Preview preview(Connection connection, IssueDraft draft) {
        return new Preview(Preview.MARKDOWN, new GfmRenderer().render(draft.description(), SandboxClient.TEXT_LIMIT));
    }

    @Override
    public TrackerClient connect(Connection connection) {
        return new SandboxClient(this.issues, connection.get(PROJECT));
    }

}
