package io.tracebridge.tracker.jira;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tracebridge.tracker.RemoteWebhooks;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.WebhookSetup;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerRequest;
import io.tracebridge.tracker.http.TrackerResponse;

/**
 * The webhooks of a Jira site as its administrators keep them. They belong to the whole
 * site and are kept apart by JQL.
 */
final class JiraHooks implements RemoteWebhooks {

    private static final List<String> EVENTS = List.of("jira:issue_updated", "jira:issue_deleted");

    private static final int PAGE = 100;

    private static final int MOST_PAGES = 10;

    private final TrackerApi api;

    private final Supplier<Place> place;

    private final Runnable signIn;

    private final String projectKey;

    /**
     * @param api reads answers by {@link JiraErrors#aboutWebhooks}
     * @param signIn throws if the credential itself is refused
     */
    JiraHooks(TrackerApi api, Supplier<Place> place, Runnable signIn, String projectKey) {
        this.api = api;
        this.place = place;
        this.signIn = signIn;
        this.projectKey = projectKey;
    }

    @Override
    public List<Hook> list() {
        var at = this.place.get();
        return at.paged() ? pages(at) : hooks(TrackerRequest.get(at.path()));
    }

    /**
     * Until a page brings nothing new, as the first does again where there is but one.
     */
    private List<Hook> pages(Place at) {
        var all = new LinkedHashSet<Hook>();
        for (var page = 0; page < MOST_PAGES; page++) {
            var before = all.size();
            all.addAll(hooks(TrackerRequest.get(at.path())
                .query("start", String.valueOf(before))
                .query("limit", String.valueOf(PAGE))));
            if (all.size() == before) {
                break;
            }
        }
        return List.copyOf(all);
    }

    private List<Hook> hooks(TrackerRequest request) {
        return JiraApi.list(call(request).json()).stream().map(JiraHooks::hook).toList();
    }

    @Override
    public Optional<String> create(WebhookSetup setup) {
        var at = this.place.get();
        var created = call(TrackerRequest.post(at.path()).json(form(setup, at))).json();
        return Optional.of(hook(created).id()).filter((id) -> !id.isEmpty());
    }

    @Override
    public void change(String id, WebhookSetup setup) {
        var at = this.place.get();
        call(TrackerRequest.put(at.path(id)).json(form(setup, at)));
    }

    @Override
    public void delete(String id) {
        call(TrackerRequest.delete(this.place.get().path(id)));
    }

    /** The older interface gives a webhook's address instead of its id. */
    private static Hook hook(JsonNode json) {
        var self = json.path("self").asText();
        return new Hook(json.path("id").asText(self.substring(self.lastIndexOf('/') + 1)), json.path("url").asText());
    }

    /**
     * What polling looks at too: the whole project, since issues are linked that are not
     * ours, and ours that moved away.
     */
    private ObjectNode form(WebhookSetup setup, Place at) {
        var json = JsonNodeFactory.instance.objectNode()
            .put("name", "Tracebridge " + this.projectKey)
            .put("url", setup.url())
            .put("excludeBody", false);
        EVENTS.forEach(json.putArray("events")::add);
        json.putObject("filters").put("issue-related-events-section", jql(this.projectKey));
        if (at.paged()) {
            json.put("active", true).put("sslVerificationRequired", true);
        }
        else {
            json.put("enabled", true);
        }
        if (!setup.secret().isEmpty()) {
            json.put("secret", setup.secret());
        }
        return json;
    }

    static String jql(String projectKey) {
        return "project = \"%s\" OR labels = tracebridge".formatted(projectKey);
    }

    private TrackerResponse call(TrackerRequest request) {
        try {
            return this.api.call(request);
        }
        catch (Rejected ex) {
            throw (ex.reason() == Reason.FORBIDDEN) ? forbidden(ex) : ex;
        }
        catch (TrackerException.CredentialRefused ex) {
            // Data Center answers so where only the permission is missing.
            this.signIn.run();
            throw forbidden(ex);
        }
    }

    private static Rejected forbidden(TrackerException ex) {
        return new Rejected(Reason.FORBIDDEN,
                "Jira does not let this account manage webhooks: it needs the global permission Administer Jira."
                        + " Without it, set the webhook up by hand. Jira's words: " + ex.getMessage(),
                Map.of());
    }

    /** Where webhooks are kept. */
    enum Place {

        /** On Cloud, and on Data Center up to version 9. */
        CLASSIC("webhooks", "webhook"),

        /** On Data Center from version 10 on. */
        PAGED("jira-webhook", "webhooks");

        private final String module;

        private final String resource;

        Place(String module, String resource) {
            this.module = module;
            this.resource = resource;
        }

        static Place ofDataCenter(int majorVersion) {
            return (majorVersion < 10) ? CLASSIC : PAGED;
        }

        boolean paged() {
            return this == PAGED;
        }

        String[] path() {
            return new String[] { "rest", this.module, "1.0", this.resource };
        }

        String[] path(String id) {
            return new String[] { "rest", this.module, "1.0", this.resource, id };
        }

    }

}
