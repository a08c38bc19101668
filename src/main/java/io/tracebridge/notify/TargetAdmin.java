package io.tracebridge.notify;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.tracebridge.link.LinkedIssue;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Setting;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Saves what an admin entered, once all of it makes sense, and tries a target out. */
@Service
public class TargetAdmin {

    private final Targets targets;

    private final Channels channels;

    private final Clock clock;

    private final String url;

    TargetAdmin(Targets targets, Channels channels, Clock clock, @Value("${tracebridge.url}") String url) {
        this.targets = targets;
        this.channels = channels;
        this.clock = clock;
        this.url = url;
    }

    /**
     * Creates or replaces; a credential that is left out stays as it is.
     * @throws InvalidInputException naming the field, with nothing saved
     */
    @Transactional
    public Target save(Project project, TargetSpec spec) {
        TargetChecks.name(spec.name());
        var channel = this.channels.find(spec.kind())
            .orElseThrow(() -> new InvalidInputException("kind",
                    "must be one of " + String.join(", ", this.channels.kinds())));
        var before = this.targets.find(project.id(), spec.name()).orElse(null);
        var credential = credential(channel, spec, before);
        TargetChecks.filledIn(channel.settings(), spec.settings(), credential);
        channel.check(new Connection(spec.settings(), credential));
        this.targets.write(project.id(), spec, credential);
        return this.targets.find(project.id(), spec.name()).orElseThrow();
    }

    /** Kinds of targets that can be saved, each with what it needs to know. */
    public Map<String, List<Setting>> kinds() {
        var kinds = new LinkedHashMap<String, List<Setting>>();
        this.channels.kinds().forEach((kind) -> kinds.put(kind, this.channels.find(kind).orElseThrow().settings()));
        return kinds;
    }

    /** Sends a test message; whatever goes wrong is told, never thrown. */
    public TestResult test(Target target) {
        var channel = this.channels.find(target.kind()).orElse(null);
        if (channel == null) {
            return new TestResult(false, unknownKind(target));
        }
        return switch (channel.test(target, sample(target))) {
            case Outcome.Sent() -> {
                this.targets.succeeded(target);
                yield new TestResult(true, channel.tested());
            }
            case Outcome.Again(var why) -> failed(target, why.getMessage());
            case Outcome.Unknown(var why) -> failed(target, why);
            case Outcome.Refused(var why) -> failed(target, why);
            case Outcome.Dead(var why) -> failed(target, why);
        };
    }

    static String unknownKind(Target target) {
        return "this version of Tracebridge has no targets of the kind \"" + target.kind() + "\"";
    }

    private TestResult failed(Target target, String why) {
        this.targets.failed(target, why);
        return new TestResult(false, why);
    }

    private Message sample(Target target) {
        var issue = new LinkedIssue(0, 0, new IssueRef("0", "TEST-1", this.url),
                "Test message of Tracebridge for " + target.name());
        return new Message(UUID.randomUUID(), Instant.now(this.clock), target.name(), target.project(), issue,
                "0".repeat(64), this.url, "TestError", 1);
    }

    private static Map<String, String> credential(Channel channel, TargetSpec spec, Target before) {
        if (before == null || !before.kind().equals(spec.kind())) {
            return spec.credential();
        }
        var kept = new HashMap<>(before.connection().credential());
        kept.keySet().removeAll(spec.credential().keySet());
        for (var name : kept.keySet()) {
            for (var destination : channel.destinations()) {
                TargetChecks.require(
                        before.connection()
                            .settings()
                            .getOrDefault(destination, "")
                            .equals(spec.settings().getOrDefault(destination, "")),
                        "credential." + name, "must be entered again, since settings." + destination + " changed");
            }
        }
        kept.putAll(spec.credential());
        return kept;
    }

    public record TestResult(boolean ok, String message) {
    }

}
