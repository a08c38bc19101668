package io.tracebridge.tracker.redmine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerException;

/** Asks Redmine, step by step, whether issues can be created. A failed step ends it. */
final class RedmineCheck {

    private static final int ACTIVE = 1;

    private final RedmineApi api;

    private final Directory directory;

    private final RedmineSettings settings;

    private final List<Check> checks = new ArrayList<>();

    RedmineCheck(RedmineApi api, Directory directory, RedmineSettings settings) {
        this.api = api;
        this.directory = directory;
        this.settings = settings;
    }

    List<Check> run() {
        // Stops at the first that fails: what follows would only fail for the same reason.
        Stream.<Supplier<Check>>of(this::credential, this::project, this::tracker, this::priority, this::permissions,
                this::marker)
            .allMatch(this::passes);
        return List.copyOf(this.checks);
    }

    private boolean passes(Supplier<Check> step) {
        try {
            this.checks.add(step.get());
        }
        catch (TrackerException ex) {
            this.checks.add(new Check(NAMES.get(this.checks.size()), false, ex.getMessage()));
        }
        return this.checks.getLast().ok();
    }

    private static final List<String> NAMES = List.of("credential", "project", "tracker", "priority", "permissions",
            "marker");

}
