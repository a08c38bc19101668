package io.tracebridge.tracker.github;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.RemoteWebhooks;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.WebhookSetup;
import io.tracebridge.tracker.http.TrackerApi;

/** The webhooks of the integration's repository. */
final class GitHubHooks implements RemoteWebhooks {

    private static final List<String> EVENTS = List.of("issues", "issue_comment");

    private final TrackerApi api;

    private final Repository repository;

    GitHubHooks(TrackerApi api, Repository repository) {
        this.api = api;
        this.repository = repository;
    }

    @Override
    public List<Hook> list() {
        return permitted(() -> Pages.of(this.api, this.repository.hooks(), "").map(GitHubHooks::hook).toList());
    }

    @Override
    public Optional<String> create(WebhookSetup setup) {
        var request = this.repository.createHook().json(form(setup).put("name", "web"));
        return Optional.of(permitted(() -> this.api.call(request)).json().path("id").asText(""))
            .filter((id) -> !id.isEmpty());
    }

    @Override
    public void change(String id, WebhookSetup setup) {
        permitted(() -> this.api.call(this.repository.changeHook(id).json(form(setup))));
    }

    @Override
    public void delete(String id) {
        permitted(() -> this.api.call(this.repository.deleteHook(id)));
    }

    private static Hook hook(JsonNode json) {
        return new Hook(json.path("id").asText(), json.path("config").path("url").asText());
    }

    /** Whole every time: what is left out, GitHub forgets. */
    private static ObjectNode form(WebhookSetup setup) {
        var json = JsonNodeFactory.instance.objectNode().put("active", true);
        EVENTS.forEach(json.putArray("events")::add);
        json.putObject("config")
            .put("url", setup.url())
            .put("content_type", "json")
            .put("secret", setup.secret())
            .put("insecure_ssl", "0");
        return json;
    }

    /**
     * GitHub answers those who may not see webhooks as if there were none, with 404.
     */
    <T> T permitted(Supplier<T> call) {
        try {
            return call.get();
        }
        catch (Rejected ex) {
            if (ex.reason() == Reason.FORBIDDEN || (ex.reason() == Reason.PROJECT_MISSING && repositoryIsThere())) {
                throw new Rejected(Reason.FORBIDDEN, "GitHub does not let this token manage the webhooks of "
                        + this.repository
                        + ". It needs the permission Webhooks: write (a classic token the scope admin:repo_hook),"
                        + " and its account admin access to the repository. GitHub's words: " + ex.getMessage(),
                        Map.of());
            }
            throw ex;
        }
    }

    private boolean repositoryIsThere() {
        return this.repository.is(this.api.call(this.repository.get()).json().path("full_name").asText());
    }

}
