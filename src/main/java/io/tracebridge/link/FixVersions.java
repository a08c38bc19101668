package io.tracebridge.link;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Trackers;
import io.tracebridge.report.Version;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.triage.Groups;
import org.springframework.stereotype.Component;

/**
 * Reads the version that a resolved issue is fixed in, for integrations that want their
 * groups resolved until a later one.
 */
@Component
class FixVersions {

    private final Trackers trackers;

    private final Groups groups;

    FixVersions(Trackers trackers, Groups groups) {
        this.trackers = trackers;
        this.groups = groups;
    }

    /**
     * Empty where nobody wants to know it: it costs a call.
     * @throws TrackerException for all that a later try may mend
     */
    Optional<FixedIn> read(Integration integration, TrackerClient client, Ties ties, Comparison done) {
        var settings = integration.sync().resolvedUntil();
        var resolved = done.issueState() == GroupState.RESOLVED && done.state().ours() == GroupState.RESOLVED;
        if (settings == null || !integration.sync().pull() || !resolved || !can(integration)) {
            return Optional.empty();
        }
        try {
            var names = client.versions(done.issue().ref(), (settings.field() != null) ? settings.field() : "");
            return Optional.of(new FixedIn(settings.attribute(), versions(integration, ties, names), words(names)));
        }
        catch (TrackerException.Rejected ex) {
            return Optional.of(FixedIn.unknown(settings.attribute(), ex.getMessage()));
        }
    }

    private Map<Long, Optional<Version>> versions(Integration integration, Ties ties, List<String> names) {
        var fix = integration.sync().resolvedUntil().fixVersion();
        var versions = new HashMap<Long, Optional<Version>>();
        for (var group : ties.groups()) {
            versions.put(group.id(), fix.of(names, this.groups.summary(group.id())::mostFrequent));
        }
        return versions;
    }

    private static String words(List<String> names) {
        return names.isEmpty() ? "the issue names no version that it is fixed in"
                : "no version could be read from " + FoundLinks.shown(String.join(", ", names));
    }

    private boolean can(Integration integration) {
        return this.trackers.get(integration.tracker()).capabilities().contains(Capability.FIX_VERSIONS);
    }

}
