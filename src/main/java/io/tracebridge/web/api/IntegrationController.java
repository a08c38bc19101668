package io.tracebridge.web.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.PollSchedule;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.integration.Warning;
import io.tracebridge.integration.WebhookSettings;
import io.tracebridge.issue.Payload;
import io.tracebridge.link.PollRequests;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.tracker.TrackerClient.Check;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A project's integrations: create, read, replace, delete, try out. Credentials go in and
 * never come back.
 */
@RestController
@RequestMapping("/api/v1/projects/{project}/integrations")
class IntegrationController {

    private final Integrations integrations;

    private final IntegrationAdmin admin;

    private final WebhookSettings webhooks;

    private final PollRequests polling;

    private final ProjectLookup lookup;

    IntegrationController(Integrations integrations, IntegrationAdmin admin, WebhookSettings webhooks,
            PollRequests polling, ProjectLookup lookup) {
        this.integrations = integrations;
        this.admin = admin;
        this.webhooks = webhooks;
        this.polling = polling;
        this.lookup = lookup;
    }

    @GetMapping
    Items<Answer> list(@PathVariable String project) {
        return Items.of(this.integrations.list(this.lookup.get(project).id()).stream().map(this::answer).toList());
    }

    @PostMapping
    ResponseEntity<Answer> create(@PathVariable String project, @RequestBody Body body) {
        var owner = this.lookup.get(project);
        if (body.name() != null && this.integrations.find(owner.id(), body.name()).isPresent()) {
            throw new InvalidInputException("name", "is taken by another integration of this project");
        }
        var saved = this.admin.save(owner, body.spec(body.name()));
        return ResponseEntity.created(location(owner, saved)).body(answer(saved));
    }

    @GetMapping("/{name}")
    Answer get(@PathVariable String project, @PathVariable String name) {
        return answer(find(this.lookup.get(project), name));
    }

    @PutMapping("/{name}")
    Answer replace(@PathVariable String project, @PathVariable String name, @RequestBody Body body) {
        if (body.name() != null && !body.name().equals(name)) {
            throw new InvalidInputException("name", "cannot be changed; it is \"" + name + "\" in the path");
        }
        return answer(this.admin.save(this.lookup.get(project), body.spec(name)));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String project, @PathVariable String name) {
        if (!this.integrations.delete(this.lookup.get(project).id(), name)) {
            throw missing(name);
        }
    }

    /** Asks the tracker for changes now instead of when it is due. */
    @PostMapping("/{name}/poll")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void poll(@PathVariable String project, @PathVariable String name) {
        this.polling.poll(find(this.lookup.get(project), name));
    }

    @PostMapping("/{name}/test")
    TestAnswer test(@PathVariable String project, @PathVariable String name) {
        var integration = find(this.lookup.get(project), name);
        var checks = this.admin.test(integration);
        return new TestAnswer(checks.stream().allMatch(Check::ok), checks, this.admin.warnings(integration));
    }

    private Answer answer(Integration integration) {
        return Answer.of(integration, this.webhooks.status(integration),
                this.polling.state(integration).map(Polling::of).orElse(null), this.admin.warnings(integration));
    }

    private Integration find(Project project, String name) {
        return this.integrations.find(project.id(), name).orElseThrow(() -> missing(name));
    }

    private static NotFoundException missing(String name) {
        return new NotFoundException("There is no integration \"" + name + "\" in this project.");
    }

    private static URI location(Project project, Integration integration) {
        return UriComponentsBuilder.fromPath("/api/v1/projects")
            .pathSegment(project.name(), "integrations", integration.name())
            .encode()
            .build()
            .toUri();
    }

    /**
     * What an answer has beyond this is ignored, so that an answer can be changed and
     * sent back.
     */
    @JsonIgnoreProperties({ "id", "credentialSet", "paused", "webhook", "polling", "warnings" })
    record Body(String name, String tracker, Integration.State state, Map<String, String> connection,
            Map<String, String> credential, Payload payload, SyncSettings sync, Automation automation) {

        IntegrationSpec spec(String name) {
            return new IntegrationSpec(name, this.tracker, this.state, this.connection, this.credential, this.payload,
                    this.sync, this.automation);
        }

    }

    /**
     * @param credentialSet names of the secrets that are stored
     * @param paused why the program stopped using it; absent while it is in use
     * @param webhook absent where none is set up
     * @param polling when the tracker was and will be asked for changes; absent where it
     * is not
     * @param warnings what will not do what it seems to; absent where all does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(long id, String name, String tracker, Integration.State state, Map<String, String> connection,
            SortedSet<String> credentialSet, Payload payload, SyncSettings sync, Automation automation, Paused paused,
            Webhook webhook, Polling polling, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Warning> warnings) {

        static Answer of(Integration integration, WebhookSettings.Status webhook, Polling polling,
                List<Warning> warnings) {
            return new Answer(integration.id(), integration.name(), integration.tracker(), integration.state(),
                    integration.connection().settings(), new TreeSet<>(integration.connection().credential().keySet()),
                    integration.payload(), integration.sync(), integration.automation(),
                    integration.pause().map((pause) -> new Paused(pause.reason(), pause.since())).orElse(null),
                    webhook.configured() ? Webhook.of(webhook) : null, polling, warnings);
        }

    }

    record Paused(String reason, Instant since) {
    }

    /**
     * @param lastDeliveryAt absent before the first
     * @param gapSince since when polling finds changes that the webhook did not tell of;
     * absent while it does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Webhook(Instant lastDeliveryAt, Instant gapSince) {

        static Webhook of(WebhookSettings.Status status) {
            return new Webhook(status.lastDelivery().orElse(null), status.gapSince().orElse(null));
        }

    }

    /**
     * @param lastAt the last complete look; absent before the first
     * @param error why the last look failed; absent when it did not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Polling(Instant lastAt, Instant dueAt, String error) {

        static Polling of(PollSchedule.State state) {
            return new Polling(state.lastAt(), state.dueAt(), state.error());
        }

    }

    record TestAnswer(boolean ok, List<Check> checks,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Warning> warnings) {
    }

}
