package io.tracebridge.workflow;

/**
 * What code and {@code bpmn/} call by the same name; fixed once released. The variables
 * that a job reads and writes are the components of its worker's records.
 */
final class ProcessNames {

    /** Process: one report that some automation wants. */
    static final String ERROR_REPORT = "error-report";

    /** Process: one issue for a group through one integration. */
    static final String CREATE_ISSUE = "create-issue";

    /** Process: one issue that a person wants. */
    static final String CREATE_ISSUE_MANUALLY = "create-issue-manually";

    /** BPMN error: the tracker refused the issue for good. */
    static final String ISSUE_REJECTED = "ISSUE_REJECTED";

    /** Variable of that error: a {@link io.tracebridge.link.Rejection}. */
    static final String REJECTION = "rejection";

    /** Process: a group and its issue brought in step; started by a message. */
    static final String SYNC_ISSUE = "sync-issue";

    /** BPMN error: both sides changed, and a person has to decide. */
    static final String SYNC_CONFLICT = "SYNC_CONFLICT";

    /** Variable of that error: a {@link io.tracebridge.link.Dispute}. */
    static final String CONFLICT = "conflict";

    /** Process: all issues of an integration compared with their groups. */
    static final String RECONCILE_INTEGRATION = "reconcile-integration";

    /** Process: the trackers asked what changed; started by the clock or a message. */
    static final String POLL_TRACKERS = "poll-trackers";

    static final String LINK_ID = "linkId";

    static final String GROUP_ID = "groupId";

    static final String INTEGRATION_ID = "integrationId";

    static final String REPORT_ID = "reportId";

    static final String INTEGRATION_IDS = "integrationIds";

    private ProcessNames() {
    }

}
