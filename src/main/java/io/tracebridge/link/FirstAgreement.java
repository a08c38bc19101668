package io.tracebridge.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.integration.SyncSettings;
import io.tracebridge.tracker.Issue;
import io.tracebridge.triage.LinkedGroups;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes one side right when an issue that existed before is linked. The tracker's side is
 * taken over at once. The group's side is made to look like a change of the group since
 * an agreement on the issue's values, and whoever synchronises pushes it. Where neither
 * may be, that is left to say for whoever synchronises.
 */
@Component
class FirstAgreement {

    private final JdbcClient jdbc;

    private final LinkedGroups groups;

    private final FoundLinks links;

    private final DirtyLinks dirty;

    FirstAgreement(JdbcClient jdbc, LinkedGroups groups, FoundLinks links, DirtyLinks dirty) {
        this.jdbc = jdbc;
        this.groups = groups;
        this.links = links;
        this.dirty = dirty;
    }

    /** What of the tracker's side cannot be taken over, in words for a triager. */
    static List<String> warnings(SyncSettings sync, Issue issue) {
        return issue.assignee()
            .filter((account) -> OnLink.of(sync) == OnLink.TRACKER && sync.users(account.id()).isEmpty())
            .map((account) -> List
                .of("The issue's assignee " + FoundLinks.shown(account.name()) + " (" + FoundLinks.shown(account.id())
                        + ") is in nobody's place in sync.people; the group keeps its own assignee."))
            .orElse(List.of());
    }

    /** In the transaction that made the link. */
    void reach(long groupId, long linkId, SyncSettings sync, Located located, String actor, Map<String, ?> cause) {
        switch (OnLink.of(sync)) {
            case TRACKER -> adopt(groupId, linkId, sync, located, actor, cause);
            case GROUP -> {
                this.groups.linked(groupId, actor, cause);
                this.links.agree(linkId, located.meaning().orElseThrow(), user(groupId, sync, located.issue()),
                        located.issue());
                this.dirty.markNew(List.of(linkId));
            }
            case NOBODY -> {
                this.groups.linked(groupId, actor, cause);
                this.dirty.markNew((sync.push() || sync.pull()) ? List.of(linkId) : List.of());
            }
        }
    }

    private void adopt(long groupId, long linkId, SyncSettings sync, Located located, String actor,
            Map<String, ?> cause) {
        var state = located.meaning().orElseThrow();
        var issue = located.issue();
        this.groups.adoptState(groupId, state, actor, cause);
        var user = user(groupId, sync, issue);
        if (user.isPresent() || (issue.assignee().isEmpty() && known(groupId, sync))) {
            this.groups.adoptAssignee(groupId, user, actor, cause);
        }
        this.links.agree(linkId, state, assignee(groupId), issue);
    }

    /**
     * Our user for the issue's assignee; of several, the group's own one.
     * @return empty for nobody, and for somebody whom the people map does not know
     */
    private Optional<String> user(long groupId, SyncSettings sync, Issue issue) {
        var users = issue.assignee().map((account) -> sync.users(account.id())).orElse(List.of());
        return assignee(groupId).filter(users::contains).or(() -> users.stream().findFirst());
    }

    /** Nobody takes the place of somebody whom the people map does not know. */
    private boolean known(long groupId, SyncSettings sync) {
        return assignee(groupId).filter((user) -> !sync.people().containsKey(user)).isEmpty();
    }

    private Optional<String> assignee(long groupId) {
        return this.jdbc.sql("select assignee from error_group where id = ? and assignee is not null")
            .param(groupId)
            .query(String.class)
            .optional();
    }

}
