package io.tracebridge.tracker.phabricator;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

/** Tasks (Maniphest) of Phabricator and of Phorge, its successor. */
public final class Phabricator implements Tracker {

    static final Setting BASE_URL = Setting.url("baseUrl", "Address",
            "Where you open Phabricator or Phorge, such as https://phorge.example.com.");

    static final Setting PROJECTS = Setting
        .optional("projects", "Projects",
                "Hashtags of the projects that new tasks get, such as shop, checkout; empty for none.", "")
        .offering(Setting.Offer.PROJECTS, "");

    static final Setting SPACE = Setting.optional("space", "Space",
            "The space for new tasks, such as S2; empty for the default space.", "");

    static final Setting PRIORITY = Setting.optional("priority", "Priority",
            "The keyword or name of the priority that new tasks get, such as high; empty for Phabricator's default.",
            "");

    static final Setting ERROR_URL_FIELD = Setting.optional("errorUrlField", "Marker field",
            "The key of a task custom field of type link with \"search\": true, such as mycompany.error-url, by which tasks are recognised; empty to use the description's last line.",
            "");

    static final Setting API_TOKEN = Setting.secret("apiToken", "API token",
            "A Conduit API token (api- and 28 characters) of the bot account that creates the tasks, from its Settings, Conduit API Tokens.");

    private static final Pattern TOKEN = Pattern.compile("(?:api|cli)-[a-z0-9]{28}");

    private static final Pattern FIELD = Pattern.compile("(?:custom\\.)?[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

    private static final Pattern SPACE_SHAPE = Pattern.compile("S[1-9][0-9]{0,8}|PHID-SPCE-[a-z0-9]{1,30}");

    /** Closed without being done, as Phabricator comes; installations may add others. */
    private static final Set<String> NOT_DONE = Set.of("wontfix", "invalid", "spite");

    private final TrackerHttp http;

    private final Clock clock;

    public Phabricator(TrackerHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "phabricator";
    }

    @Override
    public String name() {
        return "Phabricator / Phorge";
    }

    @Override
    public List<Setting> settings() {
        return List.of(BASE_URL, PROJECTS, SPACE, PRIORITY, ERROR_URL_FIELD, API_TOKEN);
    }

    /** Phorge refuses longer ones. */
    @Override
    public int titleLimit() {
        return 255;
    }

    /** Fields and authors are read from the database, at once. */
    @Override
    public Duration searchDelay() {
        return Duration.ZERO;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.LINK_BACK, Capability.REJECTS_TWINS, Capability.WEBHOOK_SETUP,
                Capability.REDELIVERY, Capability.FIX_VERSIONS));
    }

    @Override
    public GroupState meaning(Issue.Status status) {
        if (!Set.of("closed", Directory.DUPLICATE).contains(status.category())) {
            return GroupState.OPEN;
        }
        return NOT_DONE.contains(status.id()) ? GroupState.MUTED : GroupState.RESOLVED;
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new PhabricatorWebhooks());
    }

    @Override
    public Preview preview(Connection connection, IssueDraft draft) {
        return new Preview("remarkup", TaskForm.remarkup(draft.description()));
    }

    @Override
    public TrackerClient connect(Connection connection) {
        var site = required(connection, BASE_URL).replaceFirst("/+$", "");
        var token = required(connection, API_TOKEN);
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("apiToken must be 'api-' and 28 small letters and digits");
        }
        var settings = new PhabricatorSettings(site, hashtags(connection.get(PROJECTS)),
                shaped(connection, SPACE, SPACE_SHAPE, "a monogram such as S2"), field(connection),
                connection.get(PRIORITY));
        var endpoint = Endpoint.at(site).secret(token);
        var conduit = new Conduit(this.http.open(endpoint, ConduitErrors::notConduit), token);
        return new PhabricatorClient(conduit, new Directory(conduit, settings, this.clock), settings);
    }

    private static List<String> hashtags(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
            .map(TaskForm::hashtag)
            .filter((tag) -> !tag.isEmpty())
            .distinct()
            .toList();
    }

    private static String field(Connection connection) {
        var field = shaped(connection, ERROR_URL_FIELD, FIELD, "a field's key such as mycompany.error-url");
        return (field.isEmpty() || field.startsWith("custom.")) ? field : "custom." + field;
    }

    private static String shaped(Connection connection, Setting setting, Pattern shape, String example) {
        var value = connection.get(setting);
        if (!value.isEmpty() && !shape.matcher(value).matches()) {
            throw new IllegalArgumentException(setting.name() + " must be " + example + ", not '" + value + "'");
        }
        return value;
    }

    private static String required(Connection connection, Setting setting) {
        var value = connection.get(setting);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(setting.name() + " is missing");
        }
        return value;
    }

}
