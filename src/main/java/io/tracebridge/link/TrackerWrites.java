package io.tracebridge.link;

import java.util.LinkedHashSet;
import java.util.stream.Collectors;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.StateMaps;
import io.tracebridge.integration.Trackers;
import io.tracebridge.sync.Assignee;
import io.tracebridge.sync.GroupState;
import io.tracebridge.sync.Outcome;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import org.springframework.stereotype.Component;

/**
 * Carries out what goes to the tracker, and reads back whether it did it. What the
 * tracker cannot do is left alone, with its words.
 */
@Component
class TrackerWrites {

    private final StateMaps states;

    private final Trackers trackers;

    TrackerWrites(StateMaps states, Trackers trackers) {
        this.states = states;
        this.trackers = trackers;
    }

    /**
     * @param held asked before each write; throws when the issue is another worker's
     */
    Comparison carryOut(Integration integration, TrackerClient client, Comparison due, Runnable held) {
        var done = due;
        if (due.state().outcome() instanceof Outcome.Push<GroupState> push) {
            done = state(integration, client, done, push, held);
        }
        if (due.assignee().outcome() instanceof Outcome.Push<Assignee> push) {
            done = assignee(integration, client, done, push, held);
        }
        return done;
    }

    private Comparison state(Integration integration, TrackerClient client, Comparison due,
            Outcome.Push<GroupState> push, Runnable held) {
        var statuses = this.states.of(integration).outward(push.value());
        if (stands(integration, due.issue(), push.value())) {
            return state(due, due.issue(), new Outcome.Agreed<>(push.value()));
        }
        if (!can(integration, Capability.SET_STATUS)) {
            return state(due, due.issue(), new Outcome.Skipped<>("this tracker's statuses cannot be set from here"));
        }
        var words = new LinkedHashSet<String>();
        for (var status : statuses) {
            try {
                held.run();
                var now = client.setStatus(due.issue().ref(), status, integration.sync().workflowFields());
                return state(due, now,
                        stands(integration, now, push.value()) ? push
                                : new Outcome.Skipped<>(
                                        "the tracker took the change and shows the status %s all the same"
                                            .formatted(now.status().name())));
            }
            catch (Rejected ex) {
                words.add(words(ex));
                if (ex.reason() != Reason.TRANSITION_UNAVAILABLE) {
                    break;
                }
            }
        }
        return state(due, due.issue(), new Outcome.Skipped<>(words.isEmpty()
                ? "no status of the tracker stands for " + push.value().id() : String.join(" ", words)));
    }

    private Comparison assignee(Integration integration, TrackerClient client, Comparison due,
            Outcome.Push<Assignee> push, Runnable held) {
        var account = push.value().account();
        if (due.issue().assignee().map(Issue.Account::id).equals(account)) {
            return assignee(due, due.issue(), new Outcome.Agreed<>(push.value()));
        }
        if (!can(integration, Capability.SET_ASSIGNEE)) {
            return assignee(due, due.issue(),
                    new Outcome.Skipped<>("this tracker's assignees cannot be set from here"));
        }
        try {
            held.run();
            var now = client.setAssignee(due.issue().ref(), account);
            var taken = now.assignee().map(Issue.Account::id).equals(account);
            return assignee(due, now, taken ? push : new Outcome.Skipped<>("the tracker took the change and shows "
                    + now.assignee().map(Issue.Account::name).orElse("nobody") + " all the same"));
        }
        catch (Rejected ex) {
            return assignee(due, due.issue(), new Outcome.Skipped<>(words(ex)));
        }
    }

    /**
     * What this one issue does not take is no reason to hold up others, so no refusal of
     * a write stops the process. Only a project that is gone concerns all of them.
     */
    private static String words(Rejected refusal) {
        if (refusal.reason() == Reason.PROJECT_MISSING) {
            throw refusal;
        }
        return (refusal.reason() == Reason.TRANSITION_UNAVAILABLE && !refusal.fields().isEmpty())
                ? refusal.getMessage() + " What the workflow asks for can be given in the setting sync.workflowFields: "
                        + refusal.fields().keySet().stream().sorted().collect(Collectors.joining(", ")) + "."
                : refusal.getMessage();
    }

    /** Several statuses may stand for a state, and one status for several. */
    private boolean stands(Integration integration, Issue issue, GroupState state) {
        return this.states.inward(integration, issue.status()) == state
                || this.states.of(integration).outward(state).contains(issue.status().key());
    }

    private boolean can(Integration integration, Capability capability) {
        return this.trackers.get(integration.tracker()).capabilities().contains(capability);
    }

    private static Comparison state(Comparison due, Issue now, Outcome<GroupState> outcome) {
        return new Comparison(due.seen(), now, due.state().with(outcome), due.assignee());
    }

    private static Comparison assignee(Comparison due, Issue now, Outcome<Assignee> outcome) {
        return new Comparison(due.seen(), now, due.state(), due.assignee().with(outcome));
    }

}
