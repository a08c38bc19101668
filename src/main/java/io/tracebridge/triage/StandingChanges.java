package io.tracebridge.triage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.triage.Standings.Held;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one door through which a group's state, assignee and tags change, whoever changes
 * them: the row, its activity and the mark on its links together. What reports change
 * goes through {@link Reopening}.
 */
@Component
class StandingChanges {

    private final Standings standings;

    private final Activities activities;

    StandingChanges(Standings standings, Activities activities) {
        this.standings = standings;
        this.activities = activities;
    }

    /**
     * A person changes the very group.
     * @throws InvalidInputException if it is merged, not there, or cannot be changed so
     */
    @Transactional
    public void byHand(long projectId, String fingerprint, GroupChange change, String actor) {
        var held = this.standings.hold(projectId, fingerprint)
            .orElseThrow(() -> new InvalidInputException("fingerprint", "is of no group in this project"));
        held.mergedInto().ifPresent((root) -> {
            throw new InvalidInputException("fingerprint",
                    "is of a group that was merged into " + root + "; change that group instead");
        });
        var cause = new HashMap<String, Object>();
        change.why().ifPresent((why) -> cause.put("why", why));
        var after = change.applyTo(held.standing());
        if (after.state() != held.standing().state()) {
            this.standings.decidedByHand(held.id());
        }
        save(held, after, actor, cause);
    }

    /**
     * Others were merged into the group: their issues are its own from now on, and so is
     * their assignee if it has none. Its issues follow even if nothing of it changes.
     * @param assignee of the first that has one; empty for none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void merged(long root, Optional<String> assignee, String actor, Map<String, ?> cause) {
        var held = this.standings.hold(root);
        var before = held.standing();
        var adopted = before.assignee().isPresent() ? before : before.adopt(assignee);
        var after = (adopted.linked() || adopted.assignee().isPresent()) ? adopted.link() : adopted;
        save(held, after, actor, cause);
        if (after.equals(before)) {
            this.standings.tell(List.of(root));
        }
    }

    /**
     * A merged group stands by itself again, in the state it had; the one it was merged
     * into lost its issues.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void parted(long root, long member, String actor, Map<String, ?> cause) {
        var held = this.standings.hold(root);
        var after = held.standing().unlink();
        save(held, after, actor, cause);
        this.standings.tell(after.equals(held.standing()) ? List.of(root, member) : List.of(member));
    }

    /** Writes what differs, in the transaction that holds the group. */
    void save(Held held, Standing after, String actor, Map<String, ?> cause) {
        var before = held.standing();
        if (after.equals(before)) {
            return;
        }
        this.standings.write(held, after);
        if (!after.assignee().equals(before.assignee())) {
            this.activities.record(held.id(), actor, "assignee-changed",
                    Map.of("assignee", before.assignee().orElse("")), Map.of("assignee", after.assignee().orElse("")),
                    cause);
        }
        if (after.state() != before.state()) {
            this.activities.record(held.id(), actor, "state-changed", before.described(), after.described(), cause);
        }
        else if (!after.until().equals(before.until())) {
            this.activities.record(held.id(), actor, "until-changed", before.described(), after.described(), cause);
        }
        if (!after.tags().equals(before.tags())) {
            this.activities.record(held.id(), actor, "tags-changed", Map.of("tags", before.tags()),
                    Map.of("tags", after.tags()), cause);
        }
    }

}
