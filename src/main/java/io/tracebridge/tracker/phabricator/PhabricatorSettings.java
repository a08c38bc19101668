package io.tracebridge.tracker.phabricator;

import java.util.List;

/**
 * An integration's settings for Phabricator.
 *
 * @param site without a slash at its end
 * @param projects hashtags without their sign, lower case; empty for tasks without a
 * project
 * @param space monogram ({@code S2}) or PHID; empty for the default space
 * @param markerField {@code custom.<key>}; empty when the marker goes into the
 * description
 * @param priority keyword or name; empty for Phabricator's default
 */
record PhabricatorSettings(String site, List<String> projects, String space, String markerField, String priority) {

    PhabricatorSettings {
        projects = List.copyOf(projects);
    }

}
