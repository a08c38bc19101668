package io.tracebridge.tracker.jira;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.http.Endpoint;
import io.tracebridge.tracker.http.TrackerHttp;

/** Jira Cloud, by its REST interface version 3. */
public final class JiraCloud implements Tracker {

    static final Setting BASE_URL = Setting.url("baseUrl", "Site address",
            "Where you open Jira, such as https://acme.atlassian.net.");

    static final Setting EMAIL = Setting.text("email", "Account e-mail",
            "The e-mail address of the Atlassian account that creates the issues; best one made for this.");

    static final Setting PROJECT_KEY = Setting.text("projectKey", "Project key",
            "The letters before the number in the project's issue keys: SHOP for SHOP-12.");

    static final Setting ISSUE_TYPE = Setting.optional("issueType", "Issue type",
            "The name or id of the type that new issues get.", "Bug");

    static final Setting API_TOKEN = Setting.secret("apiToken", "API token",
            "Made by that account at id.atlassian.com under Security, API tokens, without scopes. It expires after at most a year.");

    private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_]+");

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
        return List.of(BASE_URL, EMAIL, PROJECT_KEY, ISSUE_TYPE, API_TOKEN);
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
        var site = required(connection, BASE_URL).replaceFirst("/+$", "");
        var project = required(connection, PROJECT_KEY).toUpperCase(Locale.ROOT);
        if (!KEY.matcher(project).matches()) {
            throw new IllegalArgumentException(
                    "projectKey must be capital letters, digits and underscores, such as SHOP, not '" + project + "'");
        }
        var endpoint = Endpoint.at(site)
            .basic(required(connection, EMAIL), required(connection, API_TOKEN))
            .header("X-Force-Accept-Language", "true")
            .header("Accept-Language", "en");
        var api = new JiraCloudApi(this.http.open(endpoint, JiraErrors::aboutProject),
                this.http.open(endpoint, JiraErrors::aboutIssue));
        return new JiraCloudClient(api, site, project, connection.get(ISSUE_TYPE), this.clock);
    }

    private static String required(Connection connection, Setting setting) {
        var value = connection.get(setting);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(setting.name() + " is missing");
        }
        return value;
    }

}
