package io.tracebridge.integration;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.tracebridge.issue.Payload;
import io.tracebridge.project.Attribute;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerException;
import org.springframework.stereotype.Service;

/**
 * Saves what an admin entered, once all of it makes sense, and tries a saved integration
 * out.
 */
@Service
public class IntegrationAdmin {

    /** For {@link #save(Project, IntegrationSpec, Instant)}: there must be none yet. */
    public static final Instant NEW = Instant.EPOCH;

    private final Integrations integrations;

    private final Projects projects;

    private final Trackers trackers;

    IntegrationAdmin(Integrations integrations, Projects projects, Trackers trackers) {
        this.integrations = integrations;
        this.projects = projects;
        this.trackers = trackers;
    }

    /**
     * Creates or replaces; a credential that is left out stays as it is. No transaction:
     * it may ask the tracker, and writes once.
     * @throws InvalidInputException naming the field, with nothing saved
     */
    public Integration save(Project project, IntegrationSpec spec) {
        return save(project, spec, null);
    }

    /**
     * The same, unless somebody else saved meanwhile.
     * @param seen {@link Integrations#changedAt} of what the person looked at;
     * {@link #NEW} if there must be none of that name; null for whatever is there
     * @throws IntegrationChanged if it is another one now, with nothing saved
     */
    public Integration save(Project project, IntegrationSpec spec, Instant seen) {
        IntegrationChecks.name(spec.name());
        if (!this.trackers.knows(spec.tracker())) {
            throw new InvalidInputException("tracker", "must be one of "
                    + this.trackers.all().stream().map((tracker) -> tracker.id()).collect(Collectors.joining(", ")));
        }
        var settings = this.trackers.get(spec.tracker()).settings();
        var before = this.integrations.find(project.id(), spec.name());
        var connection = connection(project, spec, settings);
        var credential = credential(connection, spec, settings, before.orElse(null));
        IntegrationChecks.connection(settings, connection, credential);
        var client = connect(spec, connection, credential);
        IntegrationChecks.behaviour(spec, defined(project.id()));
        if (this.trackers.get(spec.tracker()).capabilities().contains(Capability.CATALOG)) {
            SyncChecks.statuses(spec.sync(), client.catalog());
        }
        var checked = new IntegrationSpec(spec.name(), spec.tracker(), spec.state(), connection, Map.of(),
                spec.payload(), spec.sync(), spec.automation());
        var gone = seen != null && !seen.equals(NEW) && before.isEmpty();
        if (gone || !this.integrations.write(project.id(), checked, credential, seen)) {
            throw new IntegrationChanged(spec.name());
        }
        return this.integrations.find(project.id(), spec.name()).orElseThrow(() -> new IntegrationChanged(spec.name()));
    }

    /**
     * The integration with other settings, checked as if they were saved, which they are
     * not.
     * @param payload null for the saved one
     * @param automation null for the saved one
     * @throws InvalidInputException naming the field
     */
    public Integration tried(Integration saved, Payload payload, Automation automation) {
        if (payload == null && automation == null) {
            return saved;
        }
        var spec = new IntegrationSpec(saved.name(), saved.tracker(), saved.state(), null, null,
                (payload != null) ? payload : saved.payload(), saved.sync(),
                (automation != null) ? automation : saved.automation());
        IntegrationChecks.behaviour(spec, defined(saved.projectId()));
        return new Integration(saved.id(), saved.projectId(), saved.project(), saved.name(), saved.tracker(),
                saved.state(), saved.connection(), spec.payload(), saved.sync(), spec.automation(), saved.pause());
    }

    /**
     * What an admin typed of a connection so far, to ask its tracker what there is to
     * choose from; not saved. What is not chosen yet has its setting's example.
     * @throws InvalidInputException naming the field
     */
    public Integration typed(Project project, IntegrationSpec spec) {
        var settings = this.trackers.get(spec.tracker()).settings();
        var before = this.integrations.find(project.id(), spec.name());
        var connection = new HashMap<>(connection(project, spec, settings));
        settings.stream()
            .filter((setting) -> !setting.example().isEmpty())
            .forEach((setting) -> connection.merge(setting.name(), setting.example(),
                    (given, example) -> given.isBlank() ? example : given));
        var credential = credential(connection, spec, settings, before.orElse(null));
        IntegrationChecks.connection(settings, connection, credential);
        connect(spec, connection, credential);
        return new Integration(0, project.id(), project.name(), "", spec.tracker(), Integration.State.DISABLED,
                new Connection(connection, credential), spec.payload(), spec.sync(), spec.automation(),
                Optional.empty());
    }

    /** What is saved and will not do what it seems to, as things are now. */
    public List<Warning> warnings(Integration integration) {
        return IntegrationChecks.warnings(integration.payload(), defined(integration.projectId()));
    }

    /** Asks the live tracker; whatever goes wrong is an entry, never an exception. */
    public List<Check> test(Integration integration) {
        try {
            return this.trackers.connect(integration).check();
        }
        catch (TrackerException ex) {
            return List.of(new Check("connection", false, ex.getMessage()));
        }
    }

    private static Map<String, String> connection(Project project, IntegrationSpec spec, List<Setting> settings) {
        var connection = new HashMap<>(spec.connection());
        for (var setting : settings) {
            if (setting.defaultValue().equals("{{project}}")) {
                connection.merge(setting.name(), project.name(), (given, own) -> given.isBlank() ? own : given);
            }
        }
        return Map.copyOf(connection);
    }

    private static Map<String, String> credential(Map<String, String> connection, IntegrationSpec spec,
            List<Setting> settings, Integration before) {
        if (before == null || !before.tracker().equals(spec.tracker())) {
            return spec.credential();
        }
        var kept = new HashMap<>(before.connection().credential());
        kept.keySet().removeAll(spec.credential().keySet());
        if (!kept.isEmpty()) {
            IntegrationChecks.sameHosts(settings, before.connection().settings(), connection, kept.keySet());
        }
        kept.putAll(spec.credential());
        return kept;
    }

    private TrackerClient connect(IntegrationSpec spec, Map<String, String> connection,
            Map<String, String> credential) {
        try {
            return this.trackers.get(spec.tracker()).connect(new Connection(connection, credential));
        }
        catch (IllegalArgumentException ex) {
            throw new InvalidInputException("connection", ex.getMessage());
        }
    }

    private Set<String> defined(long projectId) {
        return this.projects.attributes(projectId).stream().map(Attribute::name).collect(Collectors.toSet());
    }

}
