package io.tracebridge.issue.render;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An http or https address, in characters that no format has a use for.
 */
public final class WebLink {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /**
     * What stays as it is. Brackets, quotes, parentheses, tildes and the like are legal
     * in places, but end or decorate a link in one format or another.
     */
    private static final String PLAIN = "-._:/?#@&=+%,;$";

    private WebLink() {
    }

    /**
     * @return the address; empty if a browser might run it or take it to another host
     * than it shows
     */
    public static Optional<String> of(String url) {
        String encoded = encode(url.strip());
        try {
            URI uri = new URI(encoded);
            boolean safe = uri.getScheme() != null && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null && uri.getRawUserInfo() == null;
            return safe ? Optional.of(encoded) : Optional.empty();
        }
        catch (URISyntaxException ex) {
            return Optional.empty();
        }
    }

    private static String encode(String url) {
        StringBuilder encoded = new StringBuilder(url.length());
        url.codePoints().forEach((point) -> {
            if (point < 128 && (Character.isLetterOrDigit(point) || PLAIN.indexOf(point) >= 0)) {
                encoded.appendCodePoint(point);
            }
            else {
                for (byte octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append('%').append(String.format(Locale.ROOT, "%02X", octet));
                }
            }
        });
        return encoded.toString();
    }

}
