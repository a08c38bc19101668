package io.tracebridge.web.page.triage;

import java.net.URI;
import java.util.Optional;

import io.tracebridge.web.page.PageAddress;
import jakarta.servlet.http.HttpServletRequest;

/** The way back to where a person came from. */
final class Way {

    private Way() {
    }

    /** The page on which the action was chosen: a list with its filters, or a group. */
    static String back(HttpServletRequest request, String project) {
        var current = request.getHeader("HX-Current-URL");
        return Optional.ofNullable((current != null) ? current : request.getHeader("Referer"))
            .flatMap(Way::path)
            .map((path) -> within(path, project))
            .orElse(home(project));
    }

    /** Never to another project or program, whatever the address says. */
    static String within(String path, String project) {
        var home = home(project);
        var own = path != null && (path.equals(home) || path.startsWith(home + "?") || path.startsWith(home + "/"));
        return (own && !path.startsWith(home + "/groups/actions/")
                && path.chars().noneMatch((c) -> c < ' ' || c == '\\') && !path.contains("/..")) ? path : home;
    }

    private static String home(String project) {
        return PageAddress.project(project);
    }

    private static Optional<String> path(String address) {
        try {
            var uri = URI.create(address);
            return Optional.ofNullable(uri.getRawPath())
                .map((path) -> (uri.getRawQuery() != null) ? path + "?" + uri.getRawQuery() : path);
        }
        catch (IllegalArgumentException ex) {
            return Optional.empty();
        }
    }

}
