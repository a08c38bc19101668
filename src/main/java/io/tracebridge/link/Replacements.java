package io.tracebridge.link;

import java.util.Map;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.triage.Activities;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets another issue take the place of one that is gone. The gone link ends only when the
 * other is there: until then it keeps rules from making an issue on their own.
 */
@Component
class Replacements {

    private static final String SCOPE = "recreate:";

    private final FoundLinks links;

    private final Activities activities;

    Replacements(FoundLinks links, Activities activities) {
        this.links = links;
        this.activities = activities;
    }

    /** Scope of the issue that is made in the place of a gone link's. */
    static String scope(long goneLink) {
        return SCOPE + goneLink;
    }

    /** An issue was made; if it was to take a gone one's place, it has. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void made(long groupId, String scope, long link, String actor) {
        if (scope.startsWith(SCOPE)) {
            taken(groupId, Long.parseLong(scope.substring(SCOPE.length())), link, actor);
        }
    }

    /** A link that is no longer gone keeps its place. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void taken(long groupId, long goneLink, long link, String actor) {
        var gone = this.links.held(groupId, goneLink).filter((held) -> held.state() == Link.State.GONE);
        if (gone.isPresent() && this.links.unlink(goneLink)) {
            this.activities.record(groupId, actor, "issue-replaced",
                    Map.of("issue", gone.flatMap(FoundLinks.Held::issue).map(IssueRef::key).orElse("")),
                    Map.of("link", link), Map.of("link", goneLink, "integration", gone.get().integrationId()));
        }
    }

}
