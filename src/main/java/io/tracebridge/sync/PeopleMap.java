package io.tracebridge.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is who on the other side. Whoever is not in it is left as is, never replaced by
 * nobody.
 *
 * @param accounts our user to the tracker's account id
 */
public record PeopleMap(Map<String, String> accounts) {

    public PeopleMap {
        accounts = Map.copyOf(accounts);
    }

    /**
     * @param user a group's assignee; empty for nobody
     */
    public Assignee ours(Optional<String> user) {
        return new Assignee(user, user.map(this.accounts::get));
    }

    /**
     * @param account an issue's assignee; empty for nobody
     */
    public Assignee theirs(Optional<String> account) {
        return new Assignee(account.map(users()::get), account);
    }

    /** Leaves the side as is that would have to take somebody unknown to it. */
    public Outcome<Assignee> possible(Outcome<Assignee> outcome) {
        return switch (outcome) {
            case Outcome.Push<Assignee>(var who, var why) when !who.knownToTracker() ->
                new Outcome.Skipped<>("the people map of this integration has no account for " + who.words()
                        + "; the issue keeps its assignee");
            case Outcome.Pull<Assignee>(var who, var why) when !who.knownToUs() ->
                new Outcome.Skipped<>("the people map of this integration has no user for the account " + who.words()
                        + "; the group keeps its assignee");
            default -> outcome;
        };
    }

    /** Leaves the side as is that would lose somebody whom only it knows to nobody. */
    public Outcome<Assignee> sparing(Outcome<Assignee> outcome, Sides<Assignee> sides) {
        return switch (outcome) {
            case Outcome.Push<Assignee>(var who, var why) when who.equals(Assignee.NOBODY)
                    && !sides.theirs().knownToUs() ->
                new Outcome.Skipped<>("the people map of this integration has no user for the account "
                        + sides.theirs().words() + "; the issue keeps it");
            case Outcome.Pull<Assignee>(var who, var why) when who.equals(Assignee.NOBODY)
                    && !sides.ours().knownToTracker() ->
                new Outcome.Skipped<>("the people map of this integration has no account for " + sides.ours().words()
                        + "; the group keeps its assignee");
            default -> outcome;
        };
    }

    private Map<String, String> users() {
        var users = new HashMap<String, String>();
        this.accounts.forEach((user, account) -> users.put(account, user));
        return users;
    }

}
