package io.tracebridge.tracker.gitlab;

import java.util.regex.Pattern;

import io.tracebridge.tracker.Marker;

/** The marker as a comment that GitLab does not show. */
final class HiddenMarker {

    private static final Pattern LINE = Pattern.compile("(?m)^<!-- tracebridge:(\\w+) -->\\s*$");

    private HiddenMarker() {
    }

    static String line(Marker marker) {
        return "<!-- tracebridge:" + marker + " -->";
    }

    /** It is the last such line, after all text that comes from reports. */
    static boolean carries(String description, Marker marker) {
        return LINE.matcher(description)
            .results()
            .reduce((earlier, later) -> later)
            .filter((last) -> last.group(1).equals(marker.value()))
            .isPresent();
    }

}
