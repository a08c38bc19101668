package io.tracebridge.tracker;

/**
 * Where an issue is.
 *
 * @param id the tracker's immutable id, used for calls (Jira's numeric id, GitHub's
 * number, Phabricator's PHID)
 * @param key what people call it ({@code SHOP-12}, {@code #7}, {@code T123})
 * @param url its page
 */
public record IssueRef(String id, String key, String url) {
}
