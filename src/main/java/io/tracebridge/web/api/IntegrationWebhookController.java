package io.tracebridge.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tracebridge.integration.Warning;
import io.tracebridge.integration.WebhookSettings;
import io.tracebridge.security.Actor;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The webhook by which an integration's tracker tells of changes. Its secrets are shown
 * once, to whoever sets it up.
 */
@RestController
@RequestMapping("/api/v1/projects/{project}/integrations/{name}/webhook")
class IntegrationWebhookController {

    private final WebhookSettings settings;

    private final IntegrationLookup lookup;

    IntegrationWebhookController(WebhookSettings settings, IntegrationLookup lookup) {
        this.settings = settings;
        this.lookup = lookup;
    }

    @GetMapping
    StatusAnswer get(@PathVariable String project, @PathVariable String name) {
        return StatusAnswer.of(this.settings.status(this.lookup.get(project, name)));
    }

    /**
     * Every call without a secret makes a new address, and the old one stops working.
     */
    @PostMapping
    SetUpAnswer setUp(@PathVariable String project, @PathVariable String name,
            @RequestBody(required = false) SetUpBody body, Actor actor) {
        var entered = Optional.ofNullable(body).map(SetUpBody::secret);
        return SetUpAnswer.of(this.settings.setUp(this.lookup.get(project, name), entered, actor.id()));
    }

    @DeleteMapping
    RemovalAnswer remove(@PathVariable String project, @PathVariable String name, Actor actor) {
        var removal = this.settings.remove(this.lookup.get(project, name), actor.id());
        return new RemovalAnswer(removal.atTracker(), removal.message());
    }

    /**
     * @param secret the one that the tracker made
     */
    record SetUpBody(String secret) {

        @Override
        public String toString() {
            return "SetUpBody[***]";
        }

    }

    /**
     * @param setUp whether Tracebridge set it up at the tracker
     * @param secretMissing whether the tracker's secret is still to be entered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StatusAnswer(boolean configured, boolean setUp,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean secretMissing, Instant lastDeliveryAt,
            Instant gapSince) {

        static StatusAnswer of(WebhookSettings.Status status) {
            return new StatusAnswer(status.configured(), status.setUp(), status.secretMissing(),
                    status.lastDelivery().orElse(null), status.gapSince().orElse(null));
        }

    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record SetUpAnswer(String url, String secret, boolean setUp, List<String> instructions, List<Warning> warnings) {

        static SetUpAnswer of(WebhookSettings.SetUp made) {
            return new SetUpAnswer(made.url(), made.secret().orElse(null), made.setUp(), made.instructions(),
                    made.warnings());
        }

        @Override
        public String toString() {
            return "SetUpAnswer[" + this.setUp + "]";
        }

    }

    /**
     * @param removedAtTracker whether the tracker does not have it any more either
     */
    record RemovalAnswer(boolean removedAtTracker, String message) {
    }

}
