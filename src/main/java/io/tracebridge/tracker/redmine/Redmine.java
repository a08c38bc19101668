package io.tracebridge.tracker.redmine;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Preview;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.Webhooks;
import io.tracebridge.tracker.http.Endpoint;
import io.tracebridge.tracker.http.TrackerHttp;

/**
 * Redmine from 3 on, by its REST interface. It has no labels, so a draft's labels go
 * nowhere.
 */
public final class Redmine implements Tracker {

    static final Setting BASE_URL = Setting.url("baseUrl", "Address",
            "Where you open Redmine, with the path it may be under, such as https://redmine.example.com.");

    static final Setting PROJECT = Setting
        .text("project", "Project", "The project's identifier as in its address: shop for /projects/shop.")
        .offering(Setting.Offer.PROJECTS, "shop");

    static final Setting TRACKER = Setting
        .optional("tracker", "Tracker",
                "The name or id of the Redmine tracker that new issues get; empty for the project's first.", "")
        .offering(Setting.Offer.ISSUE_TYPES, "");

    static final Setting PRIORITY = Setting.optional("priority", "Priority",
            "The name or id of the priority that new issues get; empty for Redmine's default.", "");

    static final Setting MARKER_FIELD = Setting.optional("markerField", "Marker field",
            "The name or id of an issue custom field (format Text, used as a filter) by which issues are recognised; empty to use the description's last line.",
            "");

    static final Setting TEXT_FORMAT = Setting.optional("textFormat", "Text formatting",
            "What Administration, Settings, General says under Text formatting: textile, common_mark or none.",
            TextFormat.TEXTILE.id());

    static final Setting API_KEY = Setting.secret("apiKey", "API access key",
            "Shown to the account that creates the issues under My account, once the REST web service is enabled.");

    private final TrackerHttp http;

    private final Clock clock;

    public Redmine(TrackerHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "redmine";
    }

    @Override
    public String name() {
        return "Redmine";
    }

    @Override
    public List<Setting> settings() {
        return List.of(BASE_URL, PROJECT, TRACKER, PRIORITY, MARKER_FIELD, TEXT_FORMAT, API_KEY);
    }

    @Override
    public int titleLimit() {
        return 255;
    }

    /** Lists are read from the database, at once. */
    @Override
    public Duration searchDelay() {
        return Duration.ZERO;
    }

    /** It has no place for a link of its own kind. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.LINK_BACK, Capability.REJECTS_TWINS, Capability.WEBHOOK_SETUP,
                Capability.REDELIVERY, Capability.FIX_VERSIONS));
    }

    @Override
    public GroupState meaning(Issue.Status status) {
        return StatusMeaning.of(status);
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new RedmineWebhooks());
    }

    @Override
    public Preview preview(Connection connection, IssueDraft draft) {
        var format = TextFormat.of(connection.get(TEXT_FORMAT));
        return new Preview(format.preview(), format.text(draft.description(), TextFormat.COLUMN));
    }

    @Override
    public TrackerClient connect(Connection connection) {
        var site = required(connection, BASE_URL).replaceFirst("/+$", "");
        var settings = new RedmineSettings(site, required(connection, PROJECT), connection.get(TRACKER),
                connection.get(PRIORITY), connection.get(MARKER_FIELD), TextFormat.of(connection.get(TEXT_FORMAT)));
        var endpoint = Endpoint.at(site).secretHeader("X-Redmine-API-Key", required(connection, API_KEY));
        var api = new RedmineApi((errors) -> this.http.open(endpoint, errors));
        return new RedmineClient(api, new Directory(api, settings, this.clock), settings);
    }

    private static String required(Connection connection, Setting setting) {
        var value = connection.get(setting);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(setting.name() + " is missing");
        }
        return value;
    }

}
