package io.tracebridge.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which paths belong to the intake. They are claimed by shape and not by a URL pattern,
 * since {@code /{universe}/{token}/{format}} as a pattern would also cover three-segment
 * paths of pages, of the API and of static files.
 *
 * @param token empty when the query holds it
 * @param format empty when the query may hold it
 */
record Route(Optional<String> token, Optional<String> format) {

    private static final Set<String> ENDPOINTS = Set.of("post", "api/post");

    /** First segments of the other parts of the application. */
    private static final Set<String> RESERVED = Set.of("api", "hooks", "actuator", "v3");

    /** Every format that some SDK or tool sends, understood here or not. */
    private static final Set<String> FORMATS = Set.of("json", "minidump", "btt", "plcrash", "symbols", "sourcemap",
            "proguard");

    private static final Pattern SUBMISSION_TOKEN = Pattern.compile("[0-9a-f]{64}");

    /**
     * @param path the raw request path; doubled slashes count as one, since older SDKs
     * post to {@code //post}
     */
    static Optional<Route> of(String path) {
        List<String> segments = Arrays.stream(path.split("/")).filter((segment) -> !segment.isEmpty()).toList();
        if (ENDPOINTS.contains(String.join("/", segments))) {
            return Optional.of(new Route(Optional.empty(), Optional.empty()));
        }
        if (segments.size() != 3 || RESERVED.contains(segments.get(0))) {
            return Optional.empty();
        }
        var token = segments.get(1);
        var format = segments.get(2);
        return (FORMATS.contains(format) || SUBMISSION_TOKEN.matcher(token).matches())
                ? Optional.of(new Route(Optional.of(token), Optional.of(format))) : Optional.empty();
    }

}
