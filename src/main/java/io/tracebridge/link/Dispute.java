package io.tracebridge.link;

import java.util.List;

/**
 * What a person has to decide, in a shape that a form can show.
 *
 * @param issue what people call the issue
 * @param reason in words
 */
public record Dispute(long linkId, String project, String integration, String tracker, String groupUrl, String issue,
        String issueUrl, String reason, List<Row> conflicts) {

    /**
     * One field on which the sides differ, as people read it.
     *
     * @param field {@code state} or {@code assignee}
     * @param base what both last agreed on
     */
    public record Row(String field, String label, String base, String ours, String theirs) {
    }

}
