package io.tracebridge.web.api;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.integration.Warning;
import io.tracebridge.integration.WebhookSettings;
import io.tracebridge.issue.Payload;
import io.tracebridge.link.PollRequests;
import io.tracebridge.project.InvalidInputException;
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

    private final ProjectLookup projects;

    private final IntegrationLookup lookup;

    IntegrationController(Integrations integrations, IntegrationAdmin admin, WebhookSettings webhooks,
            PollRequests polling, ProjectLookup projects, IntegrationLookup lookup) {
        this.integrations = integrations;
        this.admin = admin;
        this.webhooks = webhooks;
        this.polling = polling;
        this.projects = projects;
        this.lookup = lookup;
    }

    @GetMapping
    Items<IntegrationDetails> list(@PathVariable String project) {
        return Items.of(this.integrations.list(this.projects.get(project).id()).stream().map(this::answer).toList());
    }

    @PostMapping
    ResponseEntity<IntegrationDetails> create(@PathVariable String project, @RequestBody Body body) {
        var owner = this.projects.get(project);
        if (body.name() != null && this.integrations.find(owner.id(), body.name()).isPresent()) {
            throw new InvalidInputException("name", "is taken by another integration of this project");
        }
        var saved = this.admin.save(owner, body.spec(body.name()));
        return ResponseEntity.created(Locations.project(project, "integrations", saved.name())).body(answer(saved));
    }

    @GetMapping("/{name}")
    IntegrationDetails get(@PathVariable String project, @PathVariable String name) {
        return answer(this.lookup.get(project, name));
    }

    @PutMapping("/{name}")
    IntegrationDetails replace(@PathVariable String project, @PathVariable String name, @RequestBody Body body) {
        if (body.name() != null && !body.name().equals(name)) {
            throw new InvalidInputException("name", "cannot be changed; it is \"" + name + "\" in the path");
        }
        return answer(this.admin.save(this.projects.get(project), body.spec(name)));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String project, @PathVariable String name) {
        if (!this.integrations.delete(this.projects.get(project).id(), name)) {
            throw NotFoundException.integration(name);
        }
    }

    /** Asks the tracker for changes now instead of when it is due. */
    @PostMapping("/{name}/poll")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void poll(@PathVariable String project, @PathVariable String name) {
        this.polling.poll(this.lookup.get(project, name));
    }

    @PostMapping("/{name}/test")
    TestAnswer test(@PathVariable String project, @PathVariable String name) {
        var integration = this.lookup.get(project, name);
        var checks = this.admin.test(integration);
        return new TestAnswer(checks.stream().allMatch(Check::ok), checks, this.admin.warnings(integration));
    }

    private IntegrationDetails answer(Integration integration) {
        return IntegrationDetails.of(integration, this.webhooks.status(integration),
                this.polling.state(integration).map(IntegrationDetails.Polling::of).orElse(null),
                this.admin.warnings(integration));
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

    record TestAnswer(boolean ok, List<Check> checks,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Warning> warnings) {
    }

}
