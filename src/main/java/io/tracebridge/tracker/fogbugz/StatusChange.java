package io.tracebridge.tracker.fogbugz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * Brings a case to a status by FogBugz's own steps: a case is edited while active,
 * resolved, closed once resolved, reactivated when resolved, reopened when closed. Each
 * step is chosen by what the case then offers, and leaves it with whom it was.
 */
final class StatusChange {

    /** Reopen, edit or resolve, close, and one to spare. */
    private static final int MOST_STEPS = 5;

    private final Cases cases;

    private final Directory directory;

    private final boolean closeOnResolve;

    StatusChange(Cases cases, Directory directory, boolean closeOnResolve) {
        this.cases = cases;
        this.directory = directory;
        this.closeOnResolve = closeOnResolve;
    }

    /**
     * @param arguments that the workflow asks for on the way, as FogBugz takes them
     */
    Issue apply(String number, String key, Map<String, Object> arguments) {
        var now = this.cases.read(number);
        var wanted = wanted(now, key);
        for (var taken = 0; taken < MOST_STEPS; taken++) {
            var step = next(now, wanted);
            if (step.isEmpty()) {
                return this.cases.issue(now);
            }
            take(step.get(), now, arguments);
            now = this.cases.read(number);
        }
        throw unavailable("case %s did not become '%s' in %d steps; it is '%s'".formatted(number, wanted.name(),
                MOST_STEPS, this.cases.status(now).name()));
    }

    /**
     * A case that was given another category has that one's statuses, some of which go by
     * the same names.
     */
    private CaseStatus wanted(FogBugzCase now, String key) {
        var offered = this.directory.statuses()
            .stream()
            .filter((status) -> status.category() == now.category() && !status.deleted())
            .toList();
        return find(offered, key)
            .or(() -> find(this.directory.statuses(), key).flatMap((elsewhere) -> offered.stream()
                .filter((status) -> status.name().equalsIgnoreCase(elsewhere.name()))
                .findFirst()))
            .orElseThrow(
                    () -> unavailable("there is no status '%s' for cases of this category; there are %s".formatted(key,
                            offered.stream()
                                .map((status) -> status.id() + " (" + status.name() + ")")
                                .collect(Collectors.joining(", ")))));
    }

    private static Optional<CaseStatus> find(List<CaseStatus> all, String key) {
        return all.stream().filter((status) -> String.valueOf(status.id()).equals(key)).findFirst();
    }

    private Optional<Step> next(FogBugzCase now, CaseStatus wanted) {
        if (now.status() == wanted.id()) {
            return (wanted.resolved() && now.open() && this.closeOnResolve) ? Optional.of(new Step("close", Map.of()))
                    : Optional.empty();
        }
        if (!now.open()) {
            return Optional.of(new Step("reopen", Map.of()));
        }
        var change = Map.of("ixStatus", wanted.id());
        if (wanted.resolved()) {
            return Optional.of(now.can("resolve") ? new Step("resolve", change) : new Step("reactivate", Map.of()));
        }
        return Optional
            .of(this.cases.status(now).resolved() ? new Step("reactivate", Map.of()) : new Step("edit", change));
    }

    private void take(Step step, FogBugzCase now, Map<String, Object> arguments) {
        if (!now.operations().isEmpty() && !now.can(step.command())) {
            throw unavailable("FogBugz does not let this account %s case %d now; it offers %s".formatted(step.command(),
                    now.id(), String.join(", ", now.operations())));
        }
        var all = new LinkedHashMap<String, Object>(step.change());
        if (!step.command().equals("close")) {
            // Else FogBugz gives a resolved case to who opened it: us.
            this.cases.owner(now).ifPresent((owner) -> all.put("ixPersonAssignedTo", Integer.parseInt(owner.id())));
        }
        if (step.change().containsKey("ixStatus")) {
            all.putAll(arguments);
        }
        this.cases.change(now, step.command(), all);
    }

    private static Rejected unavailable(String message) {
        return new Rejected(Reason.TRANSITION_UNAVAILABLE, message, Map.of());
    }

    private record Step(String command, Map<String, Integer> change) {
    }

}
