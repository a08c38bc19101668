package io.tracebridge.tracker.gitlab;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.GfmRenderer;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Preview;
import io.tracebridge.tracker.Setting.Kind;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.Webhooks;
import io.tracebridge.tracker.http.Endpoint;
import io.tracebridge.tracker.http.TrackerHttp;

/** GitLab issues, on gitlab.com or self-managed, by the REST interface (v4). */
public final class GitLab implements Tracker {

    static final Setting BASE_URL = new Setting("baseUrl", "Address",
            "Where you open GitLab, with the path it may be under, such as https://gitlab.example.com.", Kind.URL,
            false, "https://gitlab.com");

    static final Setting PROJECT = Setting
        .text("project", "Project",
                "The project's path with its groups, such as acme/shop, or its number; the number survives renames.")
        .offering(Setting.Offer.PROJECTS, "acme/shop");

    static final Setting IN_PROGRESS_LABEL = Setting.optional("inProgressLabel", "Label for in progress",
            "GitLab issues are only open or closed: an open one with this label is in progress.", "status:in-progress");

    static final Setting MUTED_LABEL = Setting.optional("mutedLabel", "Label for muted",
            "A closed issue with this label is muted instead of resolved.", "muted");

    static final Setting CONFIDENTIAL = Setting.optional("confidential", "Confidential",
            "Enter true to show new issues only to the project's members from the Planner role on.", "false");

    static final Setting TOKEN = Setting.secret("token", "Token",
            "A project or group access token (or a personal one) with the scope api and at least the Reporter role.");

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

    private static final Pattern PATH = Pattern.compile("\\w[\\w.-]*(/\\w[\\w.-]*)+");

    private static final Pattern LABEL = Pattern.compile("[^,]{1,255}");

    private final TrackerHttp http;

    private final Clock clock;

    public GitLab(TrackerHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "gitlab";
    }

    @Override
    public String name() {
        return "GitLab";
    }

    @Override
    public List<Setting> settings() {
        return List.of(BASE_URL, PROJECT, IN_PROGRESS_LABEL, MUTED_LABEL, CONFIDENTIAL, TOKEN);
    }

    @Override
    public int titleLimit() {
        return 255;
    }

    /**
     * Lists are read from the database, at once; but GitLab may be busy with a call that
     * we gave up on for as long as its own time limit, a minute.
     */
    @Override
    public Duration searchDelay() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.LINK_BACK, Capability.REJECTS_TWINS, Capability.REDELIVERY));
    }

    /**
     * What is more than open or closed says a label, which is the status's resolution.
     */
    @Override
    public GroupState meaning(Issue.Status status) {
        var labelled = !status.resolution().isEmpty();
        if (status.id().equals(States.CLOSED)) {
            return labelled ? GroupState.MUTED : GroupState.RESOLVED;
        }
        return labelled ? GroupState.IN_PROGRESS : GroupState.OPEN;
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new GitLabWebhooks());
    }

    @Override
    public Preview preview(Connection connection, IssueDraft draft) {
        return new Preview(Preview.MARKDOWN,
                new GfmRenderer().render(draft.description(), Limit.characters(IssueForm.DESCRIPTION_LIMIT)));
    }

    @Override
    public TrackerClient connect(Connection connection) {
        var site = connection.get(BASE_URL).replaceFirst("/+$", "");
        if (site.endsWith("/api/v4")) {
            throw new IllegalArgumentException("baseUrl must be GitLab's own address, without /api/v4");
        }
        var project = connection.get(PROJECT);
        if (!NUMBER.matcher(project).matches() && !PATH.matcher(project).matches()) {
            throw new IllegalArgumentException("project " + (project.isEmpty() ? "is missing: it " : "")
                    + "must be a path with its groups such as acme/shop, or a number");
        }
        var token = connection.get(TOKEN);
        if (token.isEmpty()) {
            throw new IllegalArgumentException("token is missing");
        }
        var endpoint = Endpoint.at(site).bearer(token);
        var api = new GitLabApi(this.http.open(endpoint, new GitLabErrors(project)), site, project);
        return new GitLabClient(api, states(connection), confidential(connection), this.clock);
    }

    private static States states(Connection connection) {
        var states = new States(label(connection, IN_PROGRESS_LABEL), label(connection, MUTED_LABEL));
        if (states.inProgress().equals(states.muted())) {
            throw new IllegalArgumentException("mutedLabel must be another label than inProgressLabel");
        }
        return states;
    }

    private static String label(Connection connection, Setting setting) {
        var label = connection.get(setting);
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException(
                    setting.name() + " must be one label of at most 255 characters, without commas");
        }
        return label;
    }

    private static boolean confidential(Connection connection) {
        var value = connection.get(CONFIDENTIAL);
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("confidential must be true or false, not \"" + value + "\"");
        }
        return value.equals("true");
    }

}
