package io.tracebridge.tracker.jira;

import java.util.List;
import java.util.Map;

/**
 * A create call's fields, ready to send.
 *
 * @param warnings what had to be left out, in words for an admin
 */
record IssueForm(Map<String, Object> fields, List<String> warnings) {

    IssueForm {
        fields = Map.copyOf(fields);
        warnings = List.copyOf(warnings);
    }

}
