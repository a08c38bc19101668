package io.tracebridge.tracker.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.GfmRenderer;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;

/** The built-in tracker: for trying rules without touching a real one. */
public final class SandboxTracker implements Tracker {

    private static final int TITLE_LIMIT = 255;

    private static final Limit DESCRIPTION_LIMIT = Limit.characters(65_536);

    private static final Setting PROJECT = Setting.optional("project", "Project",
            "Whose sandbox keeps the issues; the integration's own project if left out", "{{project}}");

    private final SandboxIssues issues;

    private final GfmRenderer renderer = new GfmRenderer();

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

    @Override
    public TrackerClient connect(Connection connection) {
        return new Client(connection.get(PROJECT));
    }

    private final class Client implements TrackerClient {

        private final String project;

        private Client(String project) {
            this.project = project;
        }

        @Override
        public List<Check> check() {
            return List.of(new Check("sandbox", true, "The built-in tracker keeps issues of " + this.project + "."));
        }

        @Override
        public CreatedIssue create(IssueDraft draft, Marker marker) {
            var description = SandboxTracker.this.renderer.render(draft.description(), DESCRIPTION_LIMIT);
            var issue = SandboxTracker.this.issues.create(this.project, draft, description, marker);
            return new CreatedIssue(issue.ref(), List.of());
        }

        @Override
        public Optional<Issue> findByMarker(Marker marker, Instant since) {
            return SandboxTracker.this.issues.findByMarker(this.project, marker);
        }

        @Override
        public Issue get(IssueRef ref) {
            return SandboxTracker.this.issues.find(this.project, ref.key())
                .orElseThrow(() -> new TrackerException.IssueGone("the sandbox has no issue " + ref.key()));
        }

    }

}
