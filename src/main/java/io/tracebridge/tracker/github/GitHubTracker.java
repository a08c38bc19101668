package io.tracebridge.tracker.github;

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

/** GitHub Issues, on github.com, with data residency, or on GitHub Enterprise Server. */
public final class GitHubTracker implements Tracker {

    private static final Setting BASE_URL = new Setting("baseUrl", "API address",
            "For GitHub Enterprise Server https://HOST/api/v3, with data residency https://api.SUBDOMAIN.ghe.com.",
            Kind.URL, false, "https://api.github.com");

    private static final Setting OWNER = Setting.optional("owner", "Owner",
            "The user or organisation that owns the repository, such as octo-org.", "");

    private static final Setting REPOSITORY = Setting
        .text("repository", "Repository", "The repository's name, such as shop, or with its owner, octo-org/shop.")
        .offering(Setting.Offer.PROJECTS, "octo-org/shop");

    private static final Setting TOKEN = Setting.secret("token", "Token",
            "A fine-grained personal access token, or an app's installation token, with the permissions Issues: write"
                    + " and Metadata: read on the repository; and Webhooks: write, if the webhook shall be set up from here.");

    private static final Setting IN_PROGRESS = Setting.optional("inProgressLabel", "Label for work in progress",
            "The label that marks an open issue as in progress; GitHub makes it when it is first used.", "in progress");

    private static final int LONGEST_LABEL = 50;

    private static final Pattern OWNER_SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private static final Pattern REPOSITORY_SHAPE = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

    private static final Pattern WEBSITE = Pattern.compile("https?://(www\\.)?github\\.com(/.*)?");

    private final TrackerHttp http;

    public GitHubTracker(TrackerHttp http) {
        this.http = http;
    }

    @Override
    public String id() {
        return "github";
    }

    @Override
    public String name() {
        return "GitHub";
    }

    @Override
    public List<Setting> settings() {
        return List.of(BASE_URL, OWNER, REPOSITORY, IN_PROGRESS, TOKEN);
    }

    @Override
    public int titleLimit() {
        return 256;
    }

    /** Lists are read from replicas, which follow within seconds. */
    @Override
    public Duration searchDelay() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Preview preview(Connection connection, IssueDraft draft) {
        return new Preview(Preview.MARKDOWN,
                new GfmRenderer().render(draft.description(), Limit.characters(GitHubDraft.BODY_LIMIT)));
    }

    @Override
    public TrackerClient connect(Connection connection) {
        var repository = repository(connection);
        var statuses = new GitHubStatuses(inProgressLabel(connection));
        var api = this.http.open(endpoint(connection), new GitHubErrors(repository));
        return new GitHubClient(api, repository, statuses);
    }

    /** All but a link of its own kind, which GitHub does not have. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.LINK_BACK, Capability.REJECTS_TWINS));
    }

    @Override
    public GroupState meaning(Issue.Status status) {
        return GitHubStatuses.meaning(status);
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new GitHubWebhooks());
    }

    private static Repository repository(Connection connection) {
        var owner = connection.get(OWNER);
        var name = connection.get(REPOSITORY);
        var slash = name.indexOf('/');
        if (slash >= 0) {
            var named = name.substring(0, slash);
            if (!owner.isEmpty() && !owner.equalsIgnoreCase(named)) {
                throw new IllegalArgumentException(
                        "repository names the owner " + named + ", but owner is " + owner + ": leave one out");
            }
            owner = named;
            name = name.substring(slash + 1);
        }
        return new Repository(shaped(OWNER, owner, OWNER_SHAPE, "must be a name such as octo-org, without slashes"),
                shaped(REPOSITORY, name, REPOSITORY_SHAPE, "must be a name such as shop, or octo-org/shop"));
    }

    private static String inProgressLabel(Connection connection) {
        var label = connection.get(IN_PROGRESS);
        if (label.codePointCount(0, label.length()) > LONGEST_LABEL || label.matches("\\.{1,2}|(?s).*\\p{Cntrl}.*")) {
            throw new IllegalArgumentException("inProgressLabel must be a label's name on one line, with at most "
                    + LONGEST_LABEL + " characters");
        }
        return label;
    }

    private static Endpoint endpoint(Connection connection) {
        var baseUrl = connection.get(BASE_URL);
        if (WEBSITE.matcher(baseUrl).matches()) {
            throw new IllegalArgumentException("baseUrl must be the API's address: https://api.github.com");
        }
        var token = connection.get(TOKEN);
        if (token.isEmpty()) {
            throw new IllegalArgumentException("token is missing");
        }
        var endpoint = Endpoint.at(baseUrl).bearer(token).header("Accept", "application/vnd.github+json");
        // Older Enterprise Servers refuse versions they do not know.
        return baseUrl.contains("/api/v3") ? endpoint : endpoint.header("X-GitHub-Api-Version", "2022-11-28");
    }

    private static String shaped(Setting setting, String value, Pattern shape, String words) {
        if (!shape.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    setting.name() + " " + (value.isEmpty() ? "is missing: it " : "") + words);
        }
        return value;
    }

}
