package io.tracebridge.web.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.springframework.stereotype.Component;

/**
 * How values read on pages; {@code ${@show…}} in templates.
 */
@Component("show")
public class Show {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")
        .withZone(ZoneOffset.UTC);

    /** What is written before the browser turns it into "3 hours ago". */
    public String time(Instant at) {
        return (at != null) ? TIME.format(at) : "";
    }

    /** Seven digits, as people say a fingerprint. */
    public String prefix(String fingerprint) {
        return fingerprint.substring(0, Math.min(7, fingerprint.length()));
    }

    public String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code in-progress} as "In progress". */
    public String state(String id) {
        return switch (id) {
            case "in-progress" -> "In progress";
            case "given-up" -> "Given up";
            default -> id.isEmpty() ? id : Character.toUpperCase(id.charAt(0)) + id.substring(1);
        };
    }

    /**
     * Somebody else's words before ours: they end in a full stop, whether or not they
     * did.
     */
    public String sentence(String words) {
        return (words == null || words.isBlank() || ".!?…".indexOf(words.charAt(words.length() - 1)) >= 0) ? words
                : words + ".";
    }

}
