package io.tracebridge.tracker.redmine;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/** What people call an issue: {@code #12}, {@code 12} or its page's address. */
final class IssueAddress {

    private static final Pattern NUMBER = Pattern.compile("#?([1-9][0-9]{0,9})");

    private static final Pattern PAGE = Pattern.compile("/issues/([1-9][0-9]{0,9})(?:[./].*)?");

    private final String site;

    /**
     * @param site without a slash at its end
     */
    IssueAddress(String site) {
        this.site = site;
    }

    /**
     * The issue's id.
     * @throws Rejected with words about what would name an issue
     */
    String id(String text) {
        var number = NUMBER.matcher(text.strip());
        return (number.matches() ? Optional.of(number.group(1)) : inAddress(text.strip()))
            .orElseThrow(() -> new Rejected(Reason.INVALID_FIELD,
                    "'%s' names no issue of this Redmine; an issue is named by its number, such as #12, or the address of its page, such as %s/issues/12."
                        .formatted(text.strip(), this.site),
                    Map.of()));
    }

    /** By http or https alike, as people copy links from mails. */
    private Optional<String> inAddress(String text) {
        try {
            var address = new URI(text);
            var own = new URI(this.site);
            if (address.getHost() == null || !address.getHost().equalsIgnoreCase(own.getHost())
                    || !String.valueOf(address.getScheme()).matches("(?i)https?") || address.getPort() != own.getPort()
                    || !address.getPath().startsWith(own.getPath())) {
                return Optional.empty();
            }
            var page = PAGE.matcher(address.getPath().substring(own.getPath().length()));
            return page.matches() ? Optional.of(page.group(1)) : Optional.empty();
        }
        catch (URISyntaxException ex) {
            return Optional.empty();
        }
    }

}
