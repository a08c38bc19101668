package io.tracebridge.tracker.fogbugz;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.HtmlRenderer;
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
 * FogBugz On Demand and On Site, by their JSON interface. Its built-in way of collecting
 * crashes (BugzScout) recognises our marker: a second create call with it adds to the
 * first case.
 */
public final class FogBugz implements Tracker {

    static final Setting BASE_URL = Setting.url("baseUrl", "Address",
            "Where you open FogBugz, such as https://example.fogbugz.com.");

    static final Setting PROJECT = Setting
        .text("project", "Project", "The name or number of the project that new cases go to.")
        .offering(Setting.Offer.PROJECTS, "Shop");

    static final Setting AREA = Setting.optional("area", "Area",
            "The name or number of the project's area that new cases get; empty to leave it to FogBugz.", "");

    static final Setting CATEGORY = Setting.optional("category", "Category",
            "The name or number of the category that new cases get; its statuses are offered for the state map.", "Bug")
        .offering(Setting.Offer.ISSUE_TYPES, "");

    static final Setting PRIORITY = Setting.optional("priority", "Priority",
            "The name or number of the priority that new cases get; empty for FogBugz's default.", "");

    static final Setting NOBODY = Setting.optional("nobody", "Stands for nobody",
            "The full name of the person, usually a virtual user such as Up For Grabs, whose cases nobody has taken yet;"
                    + " empty if FogBugz should choose, and then cases cannot be unassigned.",
            "");

    static final Setting CLOSE_ON_RESOLVE = Setting.optional("closeOnResolve", "Close on resolve",
            "true to close cases that are resolved from here; false to leave them open for somebody to verify.",
            "false");

    static final Setting API_TOKEN = Setting.secret("apiToken", "API token",
            "Made by the account that creates the cases, in its User Options under Create API Token.");

    private final TrackerHttp http;

    private final Clock clock;

    public FogBugz(TrackerHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "fogbugz";
    }

    @Override
    public String name() {
        return "FogBugz";
    }

    @Override
    public List<Setting> settings() {
        return List.of(BASE_URL, PROJECT, AREA, CATEGORY, PRIORITY, NOBODY, CLOSE_ON_RESOLVE, API_TOKEN);
    }

    /** What every edition takes; some take more. */
    @Override
    public int titleLimit() {
        return 128;
    }

    /** BugzScout looks into the database, not into the search index. */
    @Override
    public Duration searchDelay() {
        return Duration.ZERO;
    }

    @Override
    public Preview preview(Connection connection, IssueDraft draft) {
        if (CaseForm.elsewhere(draft).isPresent()) {
            return Tracker.super.preview(connection, draft);
        }
        return new Preview(Preview.HTML, new HtmlRenderer().render(draft.description(), CaseForm.TEXT));
    }

    @Override
    public TrackerClient connect(Connection connection) {
        var site = required(connection, BASE_URL).replaceFirst("/+$", "");
        var settings = new FogBugzSettings(site, required(connection, PROJECT), connection.get(AREA),
                connection.get(CATEGORY), connection.get(PRIORITY), connection.get(NOBODY),
                flag(connection, CLOSE_ON_RESOLVE));
        var token = required(connection, API_TOKEN);
        var endpoint = Endpoint.at(site).secret(token);
        var api = new FogBugzApi((errors) -> this.http.open(endpoint, errors), token);
        return new FogBugzClient(api, new Directory(api, settings, this.clock), settings, this.clock);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.CREATE, Capability.FIND_BY_MARKER, Capability.READ, Capability.LOCATE,
                Capability.SET_STATUS, Capability.SET_ASSIGNEE, Capability.COMMENT, Capability.CATALOG,
                Capability.STATE_MAP, Capability.WEBHOOKS, Capability.POLLING, Capability.REJECTS_TWINS);
    }

    /**
     * Duplicates are dealt with; what was resolved without being fixed (Won't Fix, By
     * Design, Not Reproducible, Postponed) is muted. Of several active statuses, those
     * that speak of work are in progress.
     */
    @Override
    public GroupState meaning(Issue.Status status) {
        return CaseStatus.meaning(status);
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new FogBugzWebhooks());
    }

    private static boolean flag(Connection connection, Setting setting) {
        return switch (connection.get(setting).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(setting.name() + " must be true or false");
        };
    }

    private static String required(Connection connection, Setting setting) {
        var value = connection.get(setting);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(setting.name() + " is missing");
        }
        return value;
    }

}
