package io.tracebridge.triage.dryrun;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.Trackers;
import io.tracebridge.integration.Warning;
import io.tracebridge.issue.DraftWriter;
import io.tracebridge.issue.GroupSummary;
import io.tracebridge.issue.Overrides;
import io.tracebridge.issue.Payload;
import io.tracebridge.project.Attribute;
import io.tracebridge.project.Projects;
import io.tracebridge.triage.Groups;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How the issue of the project's latest group would read, or of a made-up one while there
 * is none. Writes nothing and calls no tracker.
 */
@Service
public class LatestPreview {

    private final DraftWriter writer = new DraftWriter();

    private final IntegrationAdmin admin;

    private final Trackers trackers;

    private final Groups groups;

    private final Projects projects;

    private final Clock clock;

    LatestPreview(IntegrationAdmin admin, Trackers trackers, Groups groups, Projects projects, Clock clock) {
        this.admin = admin;
        this.trackers = trackers;
        this.groups = groups;
        this.projects = projects;
        this.clock = clock;
    }

    /**
     * @param payload instead of the saved one; null for the saved one
     * @throws io.tracebridge.project.InvalidInputException naming the field, as saving
     * would
     */
    @Transactional(readOnly = true)
    public Latest of(Integration saved, Payload payload) {
        var integration = this.admin.tried(saved, payload, null);
        var latest = this.groups.latest(integration.projectId());
        var group = latest.orElseGet(() -> sample(integration));
        var tracker = this.trackers.get(integration.tracker());
        var draft = this.writer.write(group, integration.payload(), tracker.titleLimit(), Overrides.NONE);
        var filled = this.writer.fields(group, integration.payload()).keySet();
        var unfilled = integration.payload()
            .customFields()
            .keySet()
            .stream()
            .filter((field) -> !filled.contains(field))
            .sorted()
            .toList();
        return new Latest(latest.map(GroupSummary::fingerprint).orElse(null),
                IssuePreview.of(draft, tracker.preview(integration.connection(), draft)), unfilled,
                this.admin.warnings(integration));
    }

    private GroupSummary sample(Integration integration) {
        var values = this.projects.attributes(integration.projectId())
            .stream()
            .collect(Collectors.toMap(Attribute::name, (attribute) -> Map.of(example(attribute), 3L)));
        return new GroupSummary(integration.project(), "1f0c0e".repeat(10) + "1f0c", List.of("NullPointerException"),
                List.of("Cart.total", "Checkout.pay", "Http.handle"), values, 3, this.clock.instant(),
                this.clock.instant(), "https://tracebridge.example/a-sample");
    }

    private static String example(Attribute attribute) {
        return switch (attribute.type()) {
            case STRING -> "some " + attribute.name();
            case NUMBER -> "42";
            case BOOLEAN -> "true";
            case VERSION -> "2.4.0";
            case TIMESTAMP -> "2026-01-31T12:00:00Z";
            case UUID -> "7b0c7a58-3a0d-4c52-9d3e-1f6f2f0f7a11";
        };
    }

    /**
     * @param fingerprint of the latest group; null for a sample
     * @param unfilled custom fields that this group has no value for, so they would be
     * left out
     * @param warnings what would never be filled
     */
    public record Latest(String fingerprint, IssuePreview issue, List<String> unfilled, List<Warning> warnings) {
    }

}
