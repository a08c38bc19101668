package io.tracebridge.tracker.fogbugz;

/**
 * An integration's settings for FogBugz.
 *
 * @param site without a slash at its end
 * @param project name or number
 * @param area name or number; empty for FogBugz's choice
 * @param category name or number
 * @param priority name or number; empty for FogBugz's default
 * @param nobody who stands for nobody, name or number; empty where every case has an
 * owner
 * @param closeOnResolve whether resolving also closes
 */
record FogBugzSettings(String site, String project, String area, String category, String priority, String nobody,
        boolean closeOnResolve) {
}
