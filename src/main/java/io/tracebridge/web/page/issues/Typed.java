package io.tracebridge.web.page.issues;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.tracebridge.link.IssueDetails;
import jakarta.servlet.http.HttpServletRequest;

/**
 * What a person typed into the form of an issue.
 *
 * @param id of the request, made up when the form was opened, so that sending it twice
 * makes one issue; null where it was lost
 * @param owner the tracker's account id; empty for nobody
 * @param ownerName what people call the owner
 * @param fields the tracker's field to text; several values are split by commas
 */
record Typed(UUID id, String title, String owner, String ownerName, Map<String, String> fields) {

    static Typed of(HttpServletRequest request) {
        return new Typed(id(request.getParameter("requestId")), text(request, "title"), text(request, "owner"),
                text(request, "ownerName"), prefixed(request, "field."));
    }

    IssueDetails details() {
        return new IssueDetails(this.title, this.owner, this.fields);
    }

    /** {@code field.components=a} as {@code components} to {@code a}. */
    static Map<String, String> prefixed(HttpServletRequest request, String prefix) {
        var values = new HashMap<String, String>();
        request.getParameterMap().forEach((name, given) -> {
            if (name.startsWith(prefix)) {
                values.put(name.substring(prefix.length()), joined(given));
            }
        });
        return values;
    }

    private static String joined(String[] given) {
        return (given.length == 1) ? given[0]
                : Arrays.stream(given).filter((value) -> !value.isBlank()).collect(Collectors.joining(","));
    }

    private static String text(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return (value != null) ? value.strip() : "";
    }

    private static UUID id(String text) {
        try {
            return (text != null) ? UUID.fromString(text) : null;
        }
        catch (IllegalArgumentException ex) {
            return null;
        }
    }

}
