package io.tracebridge.link;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tracebridge.sync.GroupState;
import io.tracebridge.sync.SharedIssue;
import io.tracebridge.tracker.IssueRef;

/**
 * All links of one issue, which are synchronised together: to the tracker, the groups
 * behind them are one side.
 *
 * @param links by id; the first leads
 * @param issueUpdatedAt the issue's last change that we know of, by the tracker's clock
 * @param dispute what a person was asked and has not answered
 */
record Ties(long integrationId, IssueRef issue, Optional<Instant> issueUpdatedAt, Optional<Dispute> dispute,
        List<Tie> links) {

    Tie lead() {
        return this.links.getFirst();
    }

    List<Long> ids() {
        return this.links.stream().map(Tie::id).toList();
    }

    /** Several links may lead to one group, through groups that were merged into it. */
    List<Tie.Group> groups() {
        return this.links.stream().map(Tie::group).distinct().toList();
    }

    /**
     * An open dispute is looked at again even without a mark: the worker that found it
     * may have died before it told the engine.
     */
    boolean due() {
        return this.dispute.isPresent() || dirtySince().isPresent();
    }

    Optional<Instant> dirtySince() {
        return this.links.stream().flatMap((link) -> link.dirtySince().stream()).min(Instant::compareTo);
    }

    /** Empty as soon as one link was never in step: a new one asks the question again. */
    Optional<Tie.Agreed> agreed() {
        return this.links.stream().allMatch((link) -> link.agreed().isPresent()) ? lead().agreed() : Optional.empty();
    }

    boolean created() {
        return this.links.stream().filter((link) -> link.agreed().isEmpty()).allMatch(Tie::created);
    }

    /** Links whose groups are not done with. */
    List<Tie> open() {
        return this.links.stream().filter((link) -> !link.group().state().closed()).toList();
    }

    GroupState state() {
        return SharedIssue.state(groups().stream().map(Tie.Group::state).toList());
    }

    Instant stateAt() {
        return groups().stream().map(Tie.Group::stateAt).max(Instant::compareTo).orElseThrow();
    }

    Instant assigneeAt() {
        return groups().stream().map(Tie.Group::assigneeAt).max(Instant::compareTo).orElseThrow();
    }

}
