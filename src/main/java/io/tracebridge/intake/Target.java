package io.tracebridge.intake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What path and query of a submission say.
 *
 * @param token the submission token, empty when none was given
 * @param sync whether the answer should tell the object's id and group
 * @param weight how many errors this report stands for, at least 1
 * @param late set when the body is an attachment of a report already accepted
 * @param attributes the other query parameters
 */
record Target(String token, boolean sync, long weight, Optional<Late> late, Map<String, String> attributes) {

    private static final Set<String> OURS = Set.of("token", "format", "universe", "sync", "object", "attachment_name",
            "_mod_sync", "_mod_log", "_mod_duplicate");

    private static final String ONLY_FORMAT = "json";

    private static final long MAX_WEIGHT = 1_000_000;

    /**
     * @throws Refusal if the query does not decode, the format is not JSON or a parameter
     * has no sense
     */
    static Target of(Route route, String query) {
        var parameters = parameters(query);
        var late = late(parameters);
        var format = route.format().orElse(parameters.getOrDefault("format", ONLY_FORMAT));
        if (late.isEmpty() && !ONLY_FORMAT.equals(format)) {
            throw Refusal.malformed("format \"" + printable(format)
                    + "\" is not supported: send JSON reports (format json); native dumps and symbol files are not read");
        }
        var attributes = new HashMap<>(parameters);
        attributes.keySet().removeAll(OURS);
        return new Target(route.token().orElse(parameters.getOrDefault("token", "")),
                parameters.containsKey("_mod_sync") || "true".equals(parameters.get("sync")),
                weight(parameters.get("_mod_duplicate")), late, Map.copyOf(attributes));
    }

    private static Optional<Late> late(Map<String, String> parameters) {
        var object = parameters.get("object");
        var name = parameters.get("attachment_name");
        if (object == null || name == null) {
            return Optional.empty();
        }
        return Optional.of(new Late(object, name));
    }

    private static long weight(String duplicates) {
        if (duplicates == null) {
            return 1;
        }
        try {
            var number = Long.parseLong(duplicates);
            if (number >= 0 && number <= MAX_WEIGHT) {
                return Math.max(1, number);
            }
        }
        catch (NumberFormatException ex) {
            // Refused below, like a number out of range.
        }
        throw Refusal.malformed("_mod_duplicate must be a number from 1 to " + MAX_WEIGHT);
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        if (query == null) {
            return parameters;
        }
        for (String pair : query.split("&")) {
            var equals = pair.indexOf('=');
            var name = decode((equals < 0) ? pair : pair.substring(0, equals));
            if (!name.isEmpty()) {
                parameters.put(name, (equals < 0) ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        }
        catch (IllegalArgumentException ex) {
            throw Refusal.malformed("the query holds a % that does not start an escape of two hex digits", ex);
        }
    }

    private static String printable(String value) {
        return value.substring(0, Math.min(value.length(), 32)).replaceAll("[^\\w.-]", "?");
    }

    /**
     * An attachment sent after its report.
     *
     * @param object the report's {@code _rxid}, or its id in hex
     */
    record Late(String object, String attachmentName) {
    }

}
