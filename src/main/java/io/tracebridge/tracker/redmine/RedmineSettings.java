package io.tracebridge.tracker.redmine;

/**
 * An integration's settings for Redmine.
 *
 * @param site without a slash at its end
 * @param project identifier
 * @param tracker name or id; empty for the project's first
 * @param priority name or id; empty for Redmine's default
 * @param markerField name or id; empty when the marker goes into the description
 */
record RedmineSettings(String site, String project, String tracker, String priority, String markerField,
        TextFormat textFormat) {
}
