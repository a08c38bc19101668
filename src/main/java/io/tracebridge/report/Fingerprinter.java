package io.tracebridge.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Computes which group a report belongs to. {@code docs/grouping.md} says the same in
 * words; whoever changes what is hashed changes {@link #VERSION} too, and with it every
 * group's fingerprint.
 */
public final class Fingerprinter {

    /** More calls than these are neither hashed nor shown. */
    public static final int MAX_FRAMES = 100;

    /** Attribute that replaces the computed fingerprint: 64 hex digits. */
    public static final String OVERRIDE_ATTRIBUTE = "_mod_fingerprint";

    /** Attribute that is mixed into the computed fingerprint and so splits groups. */
    public static final String FACTOR_ATTRIBUTE = "_mod_factor";

    private static final String VERSION = "tracebridge fingerprint 1";

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    private static final Pattern BASE64_OF_32_BYTES = Pattern.compile("[A-Za-z0-9+/_-]{43}=?");

    /**
     * What Backtrace computes where it finds no stack; as an override it says nothing.
     */
    private static final String ALL_ZERO = "0".repeat(64);

    private static final List<String> MESSAGE_ATTRIBUTES = List.of("error.message", "message");

    private Fingerprinter() {
    }

    /** The report's group; the same report always gives the same. */
    public static Grouping group(Report report) {
        List<String> frames = FrameNormalizer.normalize(report.stack(), report.language())
            .stream()
            .limit(MAX_FRAMES)
            .toList();
        Fingerprint fingerprint = override(report)
            .orElseGet(() -> computed(frames.stream().anyMatch(FrameNormalizer::tells)
                    ? preimage("stack", frames.stream(), report) : preimage("message", words(report), report)));
        return new Grouping(fingerprint, frames);
    }

    private static Optional<Fingerprint> override(Report report) {
        return Stream
            .of(AttributeReader.text(report.body().get("fingerprint")), report.attributes().get(OVERRIDE_ATTRIBUTE))
            .flatMap((value) -> parse(value).stream())
            .findFirst();
    }

    /**
     * Hex or base64; empty when it is neither, so that a slip of a sender does no harm.
     */
    private static Optional<Fingerprint> parse(String value) {
        String text = (value != null) ? value.strip() : "";
        return hex(text).filter((hex) -> !hex.equals(ALL_ZERO)).map(Fingerprint::new);
    }

    private static Optional<String> hex(String text) {
        if (HEX.matcher(text).matches()) {
            return Optional.of(text.toLowerCase(Locale.ROOT));
        }
        if (BASE64_OF_32_BYTES.matcher(text).matches()) {
            byte[] bytes = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
            return Optional.of(HexFormat.of().formatHex(bytes));
        }
        return Optional.empty();
    }

    private static Stream<String> words(Report report) {
        String message = MESSAGE_ATTRIBUTES.stream()
            .map((name) -> report.attributes().getOrDefault(name, ""))
            .filter((text) -> !text.isBlank())
            .findFirst()
            .orElse("");
        String classifiers = report.classifiers()
            .stream()
            .map(FrameNormalizer::className)
            .collect(Collectors.joining(" "));
        return Stream.of(FrameNormalizer.className(report.language()), classifiers, MessageShape.of(message));
    }

    /** Lines; none of the parts can contain a line break, so that no two inputs meet. */
    private static String preimage(String kind, Stream<String> parts, Report report) {
        String factor = report.attributes().getOrDefault(FACTOR_ATTRIBUTE, "");
        return Stream
            .of(Stream.of(VERSION, kind), parts, factor.isBlank() ? Stream.<String>empty() : Stream.of("", factor))
            .flatMap((lines) -> lines)
            .reduce((before, line) -> before + "\n" + line)
            .orElseThrow();
    }

    private static Fingerprint computed(String preimage) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(preimage.getBytes(StandardCharsets.UTF_8));
            return new Fingerprint(HexFormat.of().formatHex(hash));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java runtime has SHA-256", ex);
        }
    }

}
