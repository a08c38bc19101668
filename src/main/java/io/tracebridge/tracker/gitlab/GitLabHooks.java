package io.tracebridge.tracker.gitlab;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.RemoteWebhooks;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.WebhookSetup;

/** The webhooks of the project. */
final class GitLabHooks implements RemoteWebhooks {

    private final GitLabApi api;

    GitLabHooks(GitLabApi api) {
        this.api = api;
    }

    @Override
    public List<Hook> list() {
        return permitted(this.api::hooks).stream()
            .map((hook) -> new Hook(hook.path("id").asText(), hook.path("url").asText()))
            .toList();
    }

    @Override
    public Optional<String> create(WebhookSetup setup) {
        return Optional.of(permitted(() -> this.api.createHook(form(setup))).path("id").asText(""))
            .filter((id) -> !id.isEmpty());
    }

    @Override
    public void change(String id, WebhookSetup setup) {
        permitted(() -> {
            this.api.changeHook(id, form(setup));
            return id;
        });
    }

    @Override
    public void delete(String id) {
        permitted(() -> {
            this.api.deleteHook(id);
            return id;
        });
    }

    private static ObjectNode form(WebhookSetup setup) {
        return JsonNodeFactory.instance.objectNode()
            .put("url", setup.url())
            .put("token", setup.secret())
            .put("issues_events", true)
            .put("confidential_issues_events", true)
            .put("note_events", true)
            .put("push_events", false)
            .put("enable_ssl_verification", true);
    }

    private <T> T permitted(Supplier<T> call) {
        try {
            return call.get();
        }
        catch (Rejected ex) {
            if (ex.reason() != Reason.FORBIDDEN) {
                throw ex;
            }
            throw new Rejected(Reason.FORBIDDEN,
                    "GitLab does not let this token manage the webhooks of " + this.api.project()
                            + ": it needs the scope api and the Maintainer role. GitLab's words: " + ex.getMessage(),
                    Map.of());
        }
    }

}
