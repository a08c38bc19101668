package io.tracebridge.web.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tracebridge.triage.LinkQueries;

/**
 * A link as triagers read it: {@link LinkQueries.LinkRow}.
 *
 * @param advice what a person can do where one has to decide; null where none has
 */
record LinkAnswer(long id, String integration, String tracker, String state, String origin, String issue, String url,
        String title, String issueStatus, String issueAssignee, Instant issueSeenAt, Instant linkedAt, boolean dirty,
        List<String> sharedWith, List<String> warnings, @JsonRawValue String rejection, Long regressionOf,
        String advice) {

    private static final String GONE = "The issue was deleted, or moved out of our account's sight. "
            + "Link another one in its place (relink), have a new one made (recreate), or unlink it.";

    static LinkAnswer of(LinkQueries.LinkRow link) {
        return new LinkAnswer(link.id(), link.integration(), link.tracker(), link.state(), link.origin(), link.issue(),
                link.url(), link.title(), link.issueStatus(), link.issueAssignee(), link.issueSeenAt(), link.linkedAt(),
                link.dirty(), link.sharedWith(), link.warnings(), link.rejection(), link.regressionOf(),
                link.state().equals("gone") ? GONE : null);
    }

}
