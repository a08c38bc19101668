package io.tracebridge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.StateMaps;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.sync.Assignee;
import io.tracebridge.sync.Base;
import io.tracebridge.sync.FirstMeeting;
import io.tracebridge.sync.GroupState;
import io.tracebridge.sync.Merge;
import io.tracebridge.sync.Outcome;
import io.tracebridge.sync.PeopleMap;
import io.tracebridge.sync.Side;
import io.tracebridge.sync.Sides;
import io.tracebridge.sync.SyncPolicy;
import io.tracebridge.tracker.Issue;
import org.springframework.stereotype.Component;

/** Puts both sides into terms that compare, and has them merged. */
@Component
class Comparisons {

    /**
     * So many changes of state within the window are two programs at odds, not people.
     */
    static final int MOST_FLIPS = 6;

    static final Duration FLIP_WINDOW = Duration.ofMinutes(10);

    /** An older answer that stays so long is not a copy lagging behind, but the truth. */
    private static final Duration LONGEST_LAG = Duration.ofMinutes(10);

    private final StateMaps states;

    private final LinkChanges changes;

    private final Clock clock;

    Comparisons(StateMaps states, LinkChanges changes, Clock clock) {
        this.states = states;
        this.changes = changes;
        this.clock = clock;
    }

    static SyncPolicy policy(SyncSettings sync) {
        return new SyncPolicy(sync.push(), sync.pull(), Side.of(sync.onLink()),
                SyncPolicy.OnConflict.of(sync.onConflict()));
    }

    /**
     * @param choices field to the side that a person chose for it
     */
    Comparison compare(Integration integration, Ties ties, Issue issue, Map<String, Side> choices) {
        var merge = new Merge(policy(integration.sync()));
        var state = state(integration, merge, ties, issue);
        var assignee = assignee(integration, ties, issue);
        var outcome = chosen(merge, state, calmed(merge.of(state), state, ties), choices.get("state"));
        return new Comparison(issue, issue, new Decided<>(state,
                choices.containsKey("state") ? outcome
                        : ClosedIssues.asked(integration.sync(), ties, issue, state, outcome, Instant.now(this.clock))),
                new Decided<>(assignee, possible(integration, merge, assignee, choices.get("assignee"))));
    }

    /**
     * Whether the tracker shows an older issue than before: it answers from a copy that
     * lags behind, and what is compared with that would be neither side's last word. What
     * it still shows when the mark is old is believed.
     */
    boolean stale(Ties ties, Issue issue) {
        var older = ties.issueUpdatedAt().filter((seen) -> millis(issue.updatedAt()).isBefore(millis(seen)));
        var since = Instant.now(this.clock).minus(LONGEST_LAG);
        return older.isPresent() && ties.dirtySince().filter((marked) -> !marked.isAfter(since)).isEmpty();
    }

    private Sides<GroupState> state(Integration integration, Merge merge, Ties ties, Issue issue) {
        var ours = ties.state();
        var theirs = this.states.inward(integration, issue.status());
        var base = ties.agreed()
            .map((agreed) -> new Base<>(agreed.state(), meaningThen(integration, agreed, issue.status(), theirs)))
            .or(() -> FirstMeeting.state(ties.created(), merge.policy().onLink(), ours, theirs));
        return new Sides<>(base, ours, ties.stateAt(), theirs, issue.updatedAt());
    }

    /**
     * What the status that was agreed on means. Several statuses may mean one state, and
     * a status may only stand in for ours: neither is a change of the issue.
     */
    private GroupState meaningThen(Integration integration, Tie.Agreed agreed, Issue.Status now, GroupState meaning) {
        return agreed.status().equals(now.key()) ? meaning
                : this.states.of(integration).inbound().getOrDefault(agreed.status(), agreed.state());
    }

    private static Sides<Assignee> assignee(Integration integration, Ties ties, Issue issue) {
        var people = new PeopleMap(integration.sync().people());
        var account = issue.assignee().map(Issue.Account::id);
        var speaker = Assignees.speaker(ties, people, account);
        var base = ties.agreed()
            .map((agreed) -> new Base<>(people.ours(Assignees.agreed(speaker)),
                    people.theirs(speaker.agreed().orElse(agreed).account())))
            .or(() -> FirstMeeting.assignee(ties.created()));
        return new Sides<>(base, people.ours(speaker.group().assignee()), ties.assigneeAt(), people.theirs(account),
                issue.updatedAt());
    }

    /** A person's word holds even where the settings alone would take nobody away. */
    private static Outcome<Assignee> possible(Integration integration, Merge merge, Sides<Assignee> sides,
            Side choice) {
        var people = new PeopleMap(integration.sync().people());
        var outcome = people.possible(chosen(merge, sides, merge.of(sides), choice));
        return (choice != null) ? outcome : people.sparing(outcome, sides);
    }

    private Outcome<GroupState> calmed(Outcome<GroupState> outcome, Sides<GroupState> sides, Ties ties) {
        var moves = outcome instanceof Outcome.Push || outcome instanceof Outcome.Pull;
        if (!moves || sides.base().isEmpty() || this.changes.flips(ties.lead().id(), FLIP_WINDOW) < MOST_FLIPS) {
            return outcome;
        }
        return new Outcome.Conflict<>(sides.base().get().ours(), sides.ours(), sides.theirs(),
                "The state changed %d times within %d minutes; another program may answer ours. Say which state is right, and find out what keeps changing it."
                    .formatted(MOST_FLIPS, FLIP_WINDOW.toMinutes()));
    }

    private static <V> Outcome<V> chosen(Merge merge, Sides<V> sides, Outcome<V> outcome, Side choice) {
        return (choice != null && outcome instanceof Outcome.Conflict) ? merge.follow(choice, sides, "a person decided")
                : outcome;
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

}
