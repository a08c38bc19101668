package io.tracebridge.tracker.gitlab;

import java.util.Map;
import java.util.regex.Pattern;

import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/** How people name issues: #12, acme/shop#12, or the address of its page. */
final class Names {

    private static final String IID = "([1-9]\\d{0,17})";

    private static final String PROJECT = "(\\w[\\w.-]*(?:/\\w[\\w.-]*)+)";

    private static final Pattern SHORT = Pattern.compile("#?" + IID);

    private static final Pattern FULL = Pattern.compile(PROJECT + "#" + IID);

    /** {@code /-/} is missing before GitLab 13. */
    private static final Pattern PAGE = Pattern
        .compile("/" + PROJECT + "(?:/-)?/(?:issues|work_items)/" + IID + "(?:[/?#].*)?");

    private final GitLabApi api;

    Names(GitLabApi api) {
        this.api = api;
    }

    /**
     * @throws Rejected if it names no issue of this GitLab
     */
    Address address(String keyOrUrl) {
        var text = keyOrUrl.strip();
        var plain = SHORT.matcher(text);
        if (plain.matches()) {
            return new Address(this.api.project(), plain.group(1));
        }
        var full = FULL.matcher(text);
        if (full.matches()) {
            return new Address(full.group(1), full.group(2));
        }
        var site = this.api.site();
        if (text.regionMatches(true, 0, site, 0, site.length())) {
            var page = PAGE.matcher(text.substring(site.length()));
            if (page.matches()) {
                return new Address(page.group(1), page.group(2));
            }
        }
        throw new Rejected(Reason.INVALID_FIELD, "That names no issue of this GitLab: enter #12, or its page's address"
                + " such as " + site + "/acme/shop/-/issues/12.", Map.of());
    }

}
