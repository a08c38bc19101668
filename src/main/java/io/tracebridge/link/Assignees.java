package io.tracebridge.link;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

import io.tracebridge.sync.Assignee;
import io.tracebridge.sync.Outcome;
import io.tracebridge.sync.PeopleMap;

/**
 * Which of an issue's groups speaks for all of them of the assignee, and who takes over
 * what comes of it. Groups may have been left with different people, so each is compared
 * with what it agreed to itself.
 */
final class Assignees {

    private Assignees() {
    }

    /**
     * A group that got another assignee since it was compared last: the earliest one, so
     * that each is heard and the latest holds, and before all others one that says
     * something else than the issue. If no group did, one to which the assignee
     * is news.
     * @param account the assignee; empty for nobody
     */
    static Tie speaker(Ties ties, PeopleMap people, Optional<String> account) {
        return ties.links()
            .stream()
            .min(Comparator.<Tie, Voice>comparing((tie) -> voice(tie, people, account))
                .thenComparing((tie) -> changed(tie) ? tie.group().assigneeAt() : Instant.EPOCH))
            .orElseThrow();
    }

    private static Voice voice(Tie tie, PeopleMap people, Optional<String> account) {
        var own = people.ours(tie.group().assignee());
        var differs = !own.knownToTracker() || !own.account().equals(account);
        if (changed(tie)) {
            return differs ? Voice.AGAINST : Voice.ALIKE;
        }
        if (tie.agreed().filter((agreed) -> agreed.account().equals(account)).isPresent()) {
            return Voice.NONE;
        }
        return (differs && own.knownToTracker()) ? Voice.FOLLOWS : Voice.KEEPS;
    }

    /**
     * Whom the group has from now on, as all of them; empty when it keeps its own.
     * @param account the assignee by now
     */
    static Optional<Assignee> taken(Tie tie, Decided<Assignee> field, Optional<String> account, PeopleMap people) {
        return common(field.outcome()).filter((who) -> !waits(tie, field) && !leftApart(tie, account)
                && !(who.equals(Assignee.NOBODY) && !speaks(tie, field) && !known(tie, people)));
    }

    /**
     * Another group spoke first. As long as the issue itself stands still, this one's
     * change is compared next; else the decision between the sides was about all groups.
     */
    static boolean waits(Tie tie, Decided<Assignee> field) {
        var ours = field.outcome() instanceof Outcome.Push || field.outcome() instanceof Outcome.Skipped;
        return ours && !field.sides().theirsChanged() && changed(tie) && !speaks(tie, field);
    }

    /**
     * What the group has agreed to once this is carried out. If it waits, that is what it
     * would have taken over, so that its own assignee is a change of that.
     */
    static Optional<String> agreed(Tie tie, Decided<Assignee> field, Optional<String> account, PeopleMap people) {
        if (waits(tie, field)) {
            return common(field.outcome()).map(Assignee::user).orElseGet(() -> agreed(tie));
        }
        return taken(tie, field, account, people).map(Assignee::user).orElse(tie.group().assignee());
    }

    /** Empty for nobody, and before the first time. */
    static Optional<String> agreed(Tie tie) {
        return tie.agreed().flatMap(Tie.Agreed::assignee);
    }

    /** What was never compared says something, but for a new issue's lack of anybody. */
    private static boolean changed(Tie tie) {
        return !tie.group().assignee().equals(agreed(tie)) || (tie.agreed().isEmpty() && !tie.created());
    }

    private static boolean speaks(Tie tie, Decided<Assignee> field) {
        return tie.group().assignee().equals(field.sides().ours().user());
    }

    /** This very difference was left before: the issue has no news for this group. */
    private static boolean leftApart(Tie tie, Optional<String> account) {
        return tie.agreed().filter((agreed) -> agreed.account().equals(account)).isPresent() && !changed(tie);
    }

    private static boolean known(Tie tie, PeopleMap people) {
        return people.ours(tie.group().assignee()).knownToTracker();
    }

    private static Optional<Assignee> common(Outcome<Assignee> outcome) {
        return switch (outcome) {
            case Outcome.Pull<Assignee>(var value, var why) -> Optional.of(value);
            case Outcome.Push<Assignee>(var value, var why) -> Optional.of(value);
            case Outcome.Agreed<Assignee>(var value) -> Optional.of(value);
            default -> Optional.empty();
        };
    }

    /** What a group has to say, the most important first. */
    private enum Voice {

        /** It was assigned to somebody else than the issue. */
        AGAINST,
        /** It was assigned to the assignee. */
        ALIKE,
        /** The assignee is news to it. */
        FOLLOWS,
        /** The same, but it has somebody whom the tracker does not know. */
        KEEPS, NONE

    }

}
