package io.tracebridge.report;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a submitted JSON tree as a {@link Report}. SDKs of all ages and hand-written
 * clients send what they like: unknown keys and values of the wrong type are passed over,
 * everything is bounded, and only what is no report at all is refused.
 */
public final class ReportReader {

    /** More classifiers are dropped. */
    public static final int MAX_CLASSIFIERS = 20;

    /** Code points; longer classifiers are cut. */
    public static final int MAX_CLASSIFIER_LENGTH = 250;

    /** Code points; a longer language is cut. */
    public static final int MAX_LANGUAGE_LENGTH = 50;

    /** What an error report of any SDK carries at least one of. */
    private static final List<String> TELLING_KEYS = List.of("threads", "callstack", "classifiers", "attributes",
            "annotations", "uuid", "timestamp", "fingerprint");

    /** Dashes are optional: some SDKs send the bare 32 digits. */
    private static final Pattern UUID_SHAPE = Pattern
        .compile("([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{12})");

    private static final UUID NIL = new UUID(0, 0);

    /** No SDK is older; an earlier time is a clock that was never set. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** How far a sender's clock may run ahead. */
    private static final Duration TOLERANCE = Duration.ofDays(1);

    /** As seconds the year 5138, as milliseconds March 1973: no report lies between. */
    private static final double LEAST_MILLISECONDS = 1e11;

    private ReportReader() {
    }

    /**
     * @param json the submitted JSON object as maps, lists and scalars
     * @param extraAttributes query parameters and form fields that stand for attributes
     * (without the submission token); the report's own attributes win over them
     * @param scrub names to remove before anything else happens, besides environment
     * variables
     * @param receivedAt stands in where the report's own time is absent or absurd
     * @throws MalformedReportException if this is no report at all
     */
    public static Report read(Map<String, Object> json, Map<String, String> extraAttributes, Set<String> scrub,
            Instant receivedAt) {
        if (json == null) {
            throw malformed("nothing");
        }
        var scrubber = new Scrubber(scrub);
        Map<String, Object> body = scrubber.scrub(unwrap(json));
        if (TELLING_KEYS.stream().noneMatch(json::containsKey) && TELLING_KEYS.stream().noneMatch(body::containsKey)) {
            throw malformed(json.isEmpty() ? "an empty object" : "an object with the keys " + sample(json));
        }
        String language = scalar(body.get("lang")).map((lang) -> Text.cut(lang.strip(), MAX_LANGUAGE_LENGTH))
            .orElse("")
            .toLowerCase(Locale.ROOT);
        List<String> classifiers = classifiers(body.get("classifiers"));
        Map<String, String> attributes = new AttributeReader(scrubber).read(body, classifiers,
                scrubber.scrubText(extraAttributes));
        return new Report(uuid(body.get("uuid")), occurredAt(body.get("timestamp"), receivedAt), language, classifiers,
                StackReader.read(body), attributes, body);
    }

    /** The vendor's documented sample wraps the report; people paste it into curl. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> unwrap(Map<String, Object> json) {
        boolean wrapped = TELLING_KEYS.stream().noneMatch(json::containsKey);
        return (wrapped && json.get("body") instanceof Map<?, ?> inner) ? (Map<String, Object>) inner : json;
    }

    private static Optional<UUID> uuid(Object value) {
        return scalar(value).map((text) -> UUID_SHAPE.matcher(text.strip()))
            .filter((shape) -> shape.matches())
            .map((shape) -> UUID.fromString(shape.replaceFirst("$1-$2-$3-$4-$5")))
            // Senders without a source of randomness would all share this one.
            .filter((uuid) -> !uuid.equals(NIL));
    }

    private static Instant occurredAt(Object value, Instant receivedAt) {
        return scalar(value).flatMap(ReportReader::time)
            .filter((time) -> !time.isBefore(EARLIEST) && !time.isAfter(receivedAt.plus(TOLERANCE)))
            .orElse(receivedAt);
    }

    private static Optional<Instant> time(String epoch) {
        try {
            double number = Double.parseDouble(epoch);
            return Optional
                .of(Instant.ofEpochMilli(Math.round((number < LEAST_MILLISECONDS) ? number * 1000 : number)));
        }
        catch (NumberFormatException | DateTimeException ex) {
            return Optional.empty();
        }
    }

    private static List<String> classifiers(Object value) {
        Stream<?> given = (value instanceof List<?> list) ? list.stream() : Stream.ofNullable(value);
        return given.map((classifier) -> scalar(classifier).map(String::strip).orElse(null))
            .filter((classifier) -> classifier != null && !classifier.isEmpty())
            .map((classifier) -> Text.cut(classifier, MAX_CLASSIFIER_LENGTH))
            .limit(MAX_CLASSIFIERS)
            .toList();
    }

    private static Optional<String> scalar(Object value) {
        return Optional.ofNullable(AttributeReader.text(value));
    }

    private static String sample(Map<String, Object> json) {
        return json.keySet()
            .stream()
            .filter(Objects::nonNull)
            .limit(5)
            .map((key) -> Text.shorten(Text.storable(key), 40))
            .toList()
            .toString();
    }

    private static MalformedReportException malformed(String found) {
        return new MalformedReportException("found " + found
                + "; a report is a JSON object with at least one of the keys " + String.join(", ", TELLING_KEYS));
    }

}
