package io.tracebridge.tracker.jira;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.JiraWikiRenderer;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Preview;
import io.tracebridge.tracker.Remembered;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.Webhooks;
import io.tracebridge.tracker.http.Endpoint;
import io.tracebridge.tracker.http.TrackerHttp;

/**
 * Jira Data Center, and Jira Server while it lasts, by its REST interface version 2;
 * since 8.4, which first lists the fields of one issue type.
 */
public final class JiraDataCenter implements Tracker {

    static final Setting BASE_URL = Setting.url("baseUrl", "Address",
            "Where you open Jira, with the path if there is one, such as https://jira.acme.example or https://acme.example/jira.");

    static final Setting USERNAME = Setting.optional("username", "User name",
            "Empty for a personal access token; the account's user name if you enter its password, which Jira 11 no longer takes.",
            "");

    static final Setting TOKEN = Setting.secret("token", "Personal access token",
            "Made by the account that creates the issues, in its profile under Personal Access Tokens; or that account's password.");

    private final TrackerHttp http;

    private final Clock clock;

    public JiraDataCenter(TrackerHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "jira-dc";
    }

    @Override
    public String name() {
        return "Jira Data Center";
    }

    @Override
    public List<Setting> settings() {
        return List.of(BASE_URL, USERNAME, JiraSettings.PROJECT_KEY, JiraSettings.ISSUE_TYPE, TOKEN);
    }

    /** Jira says "less than 255" in one place and "can't exceed 255" in another. */
    @Override
    public int titleLimit() {
        return 254;
    }

    /** A node finds at once what it stored; the others of a cluster seconds later. */
    @Override
    public Duration searchDelay() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Preview preview(Connection connection, IssueDraft draft) {
        return new Preview("jira-wiki",
                new JiraWikiRenderer().render(draft.description(), JiraDataCenterApi.TEXT_LIMIT));
    }

    @Override
    public TrackerClient connect(Connection connection) {
        var site = JiraSettings.site(connection, BASE_URL);
        var project = JiraSettings.projectKey(connection);
        var token = JiraSettings.required(connection, TOKEN);
        var user = connection.get(USERNAME);
        var endpoint = (user.isEmpty() ? Endpoint.at(site).bearer(token) : Endpoint.at(site).basic(user, token))
            // Jira takes some clients' writes for a forgery from a browser without it.
            .header("X-Atlassian-Token", "no-check")
            .header("Accept-Language", "en");
        var api = new JiraDataCenterApi(this.http.open(endpoint, JiraErrors::aboutProject),
                this.http.open(endpoint, JiraErrors::aboutIssue));
        var place = new Remembered<>(() -> JiraHooks.Place.ofDataCenter(api.majorVersion()), this.clock);
        var hooks = new JiraHooks(this.http.open(endpoint, JiraErrors::aboutWebhooks), place::get, api::myself,
                project);
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

    /** Up to version 9 it signs nothing; the secret in our address must do. */
    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new JiraWebhooks(false));
    }

}
