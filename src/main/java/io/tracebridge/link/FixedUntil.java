package io.tracebridge.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.report.Version;
import io.tracebridge.triage.LinkedGroups;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps which version an issue is fixed in, and has resolved groups follow it. */
@Component
class FixedUntil {

    private final TieUpdates ties;

    private final LinkChanges changes;

    private final LinkedGroups groups;

    FixedUntil(TieUpdates ties, LinkChanges changes, LinkedGroups groups) {
        this.ties = ties;
        this.changes = changes;
        this.groups = groups;
    }

    /**
     * @param pulled whether the groups were just resolved, and so have their conditions
     * already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(FixedIn fixed, Ties ties, boolean pulled, String actor, Map<String, ?> cause) {
        fixed.versions().keySet().stream().sorted().forEach((group) -> {
            var links = ties.links().stream().filter((tie) -> tie.group().id() == group).toList();
            var before = links.stream().flatMap((tie) -> tie.closing().fixedIn().stream()).findFirst();
            var now = fixed.version(group).map(Version::text);
            if (!pulled && !before.equals(now)) {
                follow(fixed, group, links, before, actor, cause);
            }
            this.ties.fixedIn(ids(links), now);
        });
    }

    private void follow(FixedIn fixed, long group, List<Tie> links, Optional<String> before, String actor,
            Map<String, ?> cause) {
        var ours = fixed.until(before.flatMap(Version::of));
        var followed = this.groups.adoptUntil(group, ours, fixed.until(group), actor, cause);
        this.changes.add(ids(links), "state", followed ? "pulled" : "skipped", "resolved", "resolved",
                followed ? fixed.words(group) : fixed.words(group) + ", but the group has conditions of its own");
    }

    private static List<Long> ids(List<Tie> links) {
        return links.stream().map(Tie::id).toList();
    }

}
