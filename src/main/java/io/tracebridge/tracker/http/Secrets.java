package io.tracebridge.tracker.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The credentials of one integration, in every spelling in which they travel: plain,
 * percent-encoded in whole or in part, escaped in JSON, Base64. Knows how to keep them
 * out of texts.
 */
final class Secrets {

    private static final String MASK = "***";

    /** Shorter ones cannot be told from ordinary text; no tracker issues such tokens. */
    private static final int SHORTEST = 4;

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private static final Pattern QUERY_TOKEN = Pattern
        .compile("(?i)([?&](?:[a-z_-]*(?:token|secret|password|signature)|(?:api_?)?key|pwd|auth)=)[^&\\s\"'<>#]+");

    private final Pattern spellings;

    private Secrets(Pattern spellings) {
        this.spellings = spellings;
    }

    static Secrets of(Collection<String> values) {
        var alternatives = values.stream()
            .filter((value) -> value.length() >= SHORTEST)
            .sorted((one, other) -> other.length() - one.length())
            .flatMap(Secrets::spellings)
            .collect(Collectors.joining("|"));
        return new Secrets(alternatives.isEmpty() ? NOTHING : Pattern.compile(alternatives));
    }

    private static Stream<String> spellings(String value) {
        var base64 = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        return Stream.of(anyEncoding(value), anyEncoding(base64),
                Pattern.quote(base64.replace('+', '-').replace('/', '_').replace("=", "")));
    }

    private static String anyEncoding(String value) {
        return value.codePoints()
            .mapToObj(Character::toString)
            .map(Secrets::anyEncodingOf)
            .collect(Collectors.joining());
    }

    private static String anyEncodingOf(String character) {
        var percent = HexFormat.ofDelimiter("%").formatHex(character.getBytes(StandardCharsets.UTF_8));
        var space = character.equals(" ") ? "|\\+" : "";
        return "(?:\\\\?" + Pattern.quote(character) + "|(?i:%" + percent + ")" + space + ")";
    }

    String mask(String text) {
        var masked = this.spellings.matcher(text).replaceAll(MASK);
        return QUERY_TOKEN.matcher(masked).replaceAll("$1" + MASK);
    }

    @Override
    public String toString() {
        return "Secrets[" + MASK + "]";
    }

}
