package io.tracebridge.tracker.http;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a tracker answered.
 *
 * @param headers names in any case
 * @param json the body; a missing node when there was none, or none that is JSON
 * @param retryAfter how long the tracker asked us to stay away, from {@code Retry-After}
 * or its reset header
 */
public record TrackerResponse(int status, Map<String, List<String>> headers, JsonNode json,
        Optional<Duration> retryAfter) {

    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");

    public Optional<String> header(String name) {
        return this.headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    public boolean html() {
        return header("Content-Type").filter((type) -> type.toLowerCase(Locale.ROOT).contains("html")).isPresent();
    }

    /** The address that a {@code Link} header (RFC 8288) gives for this relation. */
    public Optional<String> link(String relation) {
        for (var header : this.headers.getOrDefault("Link", List.of())) {
            var matcher = LINK.matcher(header);
            while (matcher.find()) {
                if (matcher.group(2).contains("rel=\"" + relation + "\"")) {
                    return Optional.of(matcher.group(1));
                }
            }
        }
        return Optional.empty();
    }

}
