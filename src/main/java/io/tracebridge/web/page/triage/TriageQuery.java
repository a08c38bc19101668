package io.tracebridge.web.page.triage;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tracebridge.triage.GroupFilter;
import io.tracebridge.triage.GroupSort;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the list's address asks for, spelt as in the API; null for what it does not say.
 */
record TriageQuery(String state, String assignee, String tag, String attribute, String q, String sort, String page) {

    GroupFilter filter() {
        return GroupFilter.of(this.state, this.assignee, this.tag, this.attribute, this.q);
    }

    GroupSort order() {
        return GroupSort.of(this.sort);
    }

    /**
     * The list's address with one part changed, from its first page on.
     * @param value empty to ask for nothing there
     */
    String url(String project, String name, String value) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("state", this.state);
        parts.put("assignee", this.assignee);
        parts.put("tag", this.tag);
        parts.put("attribute", this.attribute);
        parts.put("q", this.q);
        parts.put("sort", this.sort);
        parts.put(name, value);
        parts.values().removeIf((part) -> part == null || part.isBlank());
        return address(project, parts);
    }

    private static String address(String project, Map<String, String> parts) {
        var address = UriComponentsBuilder.fromPath("/projects/{0}");
        var values = new Object[parts.size() + 1];
        values[0] = project;
        int n = 0;
        for (var part : parts.entrySet()) {
            values[++n] = part.getValue();
            address.queryParam(part.getKey(), "{" + n + "}");
        }
        return address.encode().buildAndExpand(values).toUriString();
    }

}
