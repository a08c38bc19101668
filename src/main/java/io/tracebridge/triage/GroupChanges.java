package io.tracebridge.triage;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.tracebridge.project.Attribute;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Projects;
import io.tracebridge.sync.GroupState;
import io.tracebridge.triage.Standings.Held;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one door through which a group's state, assignee and tags change, whoever changes
 * them: the row, its activity and the mark on its links together. A merged group is never
 * changed; its root is. What reports change goes through {@link Reopening}.
 */
@Service
public class GroupChanges {

    /** Groups that one call may change. */
    public static final int MAX_GROUPS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(GroupChanges.class);

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    private final Standings standings;

    private final Activities activities;

    private final Projects projects;

    private final TransactionTemplate transaction;

    GroupChanges(Standings standings, Activities activities, Projects projects,
            PlatformTransactionManager transactions) {
        this.standings = standings;
        this.activities = activities;
        this.projects = projects;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Changes many groups, each in a transaction of its own, so that one that cannot be
     * changed does not keep the others from it.
     * @param actor {@code user:<name>}
     * @return one result per different fingerprint, in order
     * @throws InvalidInputException if the change itself is wrong; then no group changed
     */
    public List<Result> change(long projectId, List<String> fingerprints, GroupChange change, String actor) {
        if (fingerprints.isEmpty() || fingerprints.size() > MAX_GROUPS) {
            throw new InvalidInputException("fingerprints",
                    "must be 1 to " + MAX_GROUPS + " fingerprints, and are " + fingerprints.size());
        }
        requireDefined(projectId, change);
        return new LinkedHashSet<>(fingerprints).stream()
            .map((fingerprint) -> new Result(fingerprint, error(projectId, fingerprint, change, actor)))
            .toList();
    }

    private Optional<String> error(long projectId, String fingerprint, GroupChange change, String actor) {
        try {
            changeOne(projectId, fingerprint, change, actor);
            return Optional.empty();
        }
        catch (InvalidInputException ex) {
            return Optional.of(ex.field() + " " + ex.getMessage());
        }
        catch (DataAccessException | TransactionException ex) {
            LOG.warn("A change of the group {} failed.", fingerprint, ex);
            return Optional.of("could not be changed just now; try it again");
        }
    }

    /**
     * @param actor {@code user:<name>}
     * @throws InvalidInputException if the group cannot be changed so, or is not there
     */
    public void change(long projectId, String fingerprint, GroupChange change, String actor) {
        requireDefined(projectId, change);
        changeOne(projectId, fingerprint, change, actor);
    }

    private void changeOne(long projectId, String fingerprint, GroupChange change, String actor) {
        if (fingerprint == null || !FINGERPRINT.matcher(fingerprint).matches()) {
            throw new InvalidInputException("fingerprint", "must be the 64 hex digits of a group");
        }
        this.transaction.executeWithoutResult((status) -> {
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
        });
    }

    private void requireDefined(long projectId, GroupChange change) {
        if (change.until().isPresent()) {
            change.requireDefined(
                    this.projects.attributes(projectId).stream().map(Attribute::name).collect(Collectors.toSet()));
        }
    }

    /** An issue was linked: an open group is being worked on from now on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void linked(long groupId, String actor, Map<String, ?> cause) {
        var held = this.standings.hold(groupId);
        save(held, held.standing().link(), actor, cause);
    }

    /**
     * An issue was unlinked: a group in progress that nobody and no issue is left for is
     * open again.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void unlinked(long groupId, String actor, Map<String, ?> cause) {
        var held = this.standings.hold(groupId);
        save(held, held.standing().unlink(), actor, cause);
    }

    /**
     * Others were merged into the group: their issues are its own from now on, and so is
     * their assignee if it has none. Its issues follow even if nothing of it changes.
     * @param assignee of the first that has one; empty for none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void merged(long root, Optional<String> assignee, String actor, Map<String, ?> cause) {
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
    void parted(long root, long member, String actor, Map<String, ?> cause) {
        var held = this.standings.hold(root);
        var after = held.standing().unlink();
        save(held, after, actor, cause);
        this.standings.tell(after.equals(held.standing()) ? List.of(root, member) : List.of(member));
    }

    /**
     * The tracker's side won: the group takes its state. Until-conditions end with the
     * state that had them.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void adoptState(long groupId, GroupState state, String actor, Map<String, ?> cause) {
        adoptState(groupId, state, List.of(), actor, cause);
    }

    /**
     * The same, with conditions that come from the tracker, too.
     * @param until empty unless the state is resolved or muted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void adoptState(long groupId, GroupState state, List<Until> until, String actor, Map<String, ?> cause) {
        var held = this.standings.hold(groupId);
        if (held.standing().state() != state) {
            save(held, held.standing().set(state, until), actor, cause);
        }
    }

    /**
     * The tracker changed the conditions that it gave a resolved group. A person's own
     * conditions stay.
     * @param before what the tracker gave it; empty for none
     * @return whether the group has them now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean adoptUntil(long groupId, List<Until> before, List<Until> until, String actor, Map<String, ?> cause) {
        var held = this.standings.hold(groupId);
        var standing = held.standing();
        var tracker = standing.until().isEmpty() || standing.until().equals(before);
        if (standing.state() != GroupState.RESOLVED || !tracker) {
            return false;
        }
        save(held, standing.set(standing.state(), until), actor, cause);
        return true;
    }

    /**
     * The tracker's side won: the group takes its assignee. The state stays: it is
     * synchronised by itself.
     * @param assignee empty for nobody
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void adoptAssignee(long groupId, Optional<String> assignee, String actor, Map<String, ?> cause) {
        var held = this.standings.hold(groupId);
        save(held, held.standing().adopt(assignee), actor, cause);
    }

    private void save(Held held, Standing after, String actor, Map<String, ?> cause) {
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

    /**
     * @param error why the group was not changed, in words; empty if it was, or was so
     * already
     */
    public record Result(String fingerprint, Optional<String> error) {
    }

}
