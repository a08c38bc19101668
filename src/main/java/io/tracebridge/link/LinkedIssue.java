package io.tracebridge.link;

import io.tracebridge.tracker.IssueRef;

/**
 * The issue that a link leads to.
 *
 * @param title as it was when linked
 */
public record LinkedIssue(long linkId, long integrationId, IssueRef ref, String title) {
}
