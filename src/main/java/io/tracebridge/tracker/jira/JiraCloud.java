package io.tracebridge.tracker.jira;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.Webhooks;
import io.tracebridge.tracker.http.Endpoint;
import io.tracebridge.tracker.http.TrackerHttp;

/** Jira Cloud, by its REST interface version 3. */
public final class JiraCloud implements Tracker {

    static final Setting BASE_URL = Setting.url("baseUrl", "Site address",
            "Where you open Jira, such as https://acme.atlassian.net.");

    static final Setting EMAIL = Setting.text("email", "Account e-mail",
            "The e-mail address of the Atlassian account that creates the issues; best one made for this.");

    static final Setting API_TOKEN = Setting.secret("apiToken", "API token",
            "Made by that account at id.atlassian.com under Security, API tokens, without scopes. It expires after at most a year.");

    private final TrackerHttp http;

    private final Clock clock;

    public JiraCloud(TrackerHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "jira-cloud";
    }

    @Override
    public String name() {
        return "Jira Cloud";
    }

    @Override
    public List<Setting> settings() {
        return List.of(BASE_URL, EMAIL, JiraSettings.PROJECT_KEY, JiraSettings.ISSUE_TYPE, API_TOKEN);
    }

    /** Jira says "less than 255" in one place and "can't exceed 255" in another. */
    @Override
    public int titleLimit() {
        return 254;
    }

    /** The search index lags behind; half a minute covers nearly every case. */
    @Override
    public Duration searchDelay() {
        return Duration.ofSeconds(30);
    }

    @Override
    public TrackerClient connect(Connection connection) {
        var site = JiraSettings.site(connection, BASE_URL);
        var project = JiraSettings.projectKey(connection);
        var endpoint = Endpoint.at(site)
            .basic(JiraSettings.required(connection, EMAIL), JiraSettings.required(connection, API_TOKEN))
            .header("X-Force-Accept-Language", "true")
            .header("Accept-Language", "en");
        var api = new JiraCloudApi(this.http.open(endpoint, JiraErrors::aboutProject),
                this.http.open(endpoint, JiraErrors::aboutIssue));
        var hooks = new JiraHooks(this.http.open(endpoint, JiraErrors::aboutWebhooks), () -> JiraHooks.Place.CLASSIC,
                api::myself, project);
        return new JiraClient(api, hooks, site, project, connection.get(JiraSettings.ISSUE_TYPE), this.clock);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.REJECTS_TWINS, Capability.REDELIVERY));
    }

    @Override
    public GroupState meaning(Issue.Status status) {
        return JiraStates.meaning(status);
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new JiraWebhooks(true));
    }

}
