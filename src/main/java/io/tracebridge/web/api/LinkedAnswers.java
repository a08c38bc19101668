package io.tracebridge.web.api;

import io.tracebridge.link.Linking;
import io.tracebridge.triage.GroupRef;
import io.tracebridge.triage.LinkQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers with the link that an issue was tied to a group by. */
@Component
class LinkedAnswers {

    private final LinkQueries links;

    LinkedAnswers(LinkQueries links) {
        this.links = links;
    }

    /** 201 for a new link; 200 if the group had it already. */
    ResponseEntity<LinkAnswer> of(String project, GroupRef group, Linking.Linked linked) {
        var answer = this.links.list(group.id())
            .stream()
            .filter((link) -> link.id() == linked.linkId())
            .map(LinkAnswer::of)
            .findFirst()
            .orElseThrow(() -> new NotFoundException("Somebody unlinked the issue again at the same moment."));
        var location = Locations.project(project, "groups", group.fingerprint(), "links",
                Long.toString(linked.linkId()));
        return (linked.created() ? ResponseEntity.created(location) : ResponseEntity.ok()).body(answer);
    }

}
