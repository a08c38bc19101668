package io.tracebridge.tracker;

/**
 * The tracker's own kind of link to a group.
 *
 * @param id stable for the group: linking again with it changes the link instead of
 * adding one
 * @param resolved shown struck through where the tracker can
 */
public record BackLink(String id, String url, String title, boolean resolved) {
}
