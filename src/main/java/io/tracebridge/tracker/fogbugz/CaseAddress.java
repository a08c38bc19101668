package io.tracebridge.tracker.fogbugz;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people call a case: its number, or the address of its page. */
final class CaseAddress {

    private static final String NUMBER = "([1-9][0-9]{0,8})";

    private static final Pattern WORDS = Pattern.compile("(?:case|bug|bugzid|#)?[ :#]*" + NUMBER,
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PAGE = Pattern.compile(
            "/(?:f/cases/(?:edit/)?" + NUMBER + "(?:[/?#].*)?|default\\.(?:asp|php)\\?" + NUMBER + "(?:[_#&].*)?)",
            Pattern.CASE_INSENSITIVE);

    private CaseAddress() {
    }

    static Optional<Integer> number(String text) {
        return first(WORDS.matcher(text.strip()));
    }

    /**
     * @param site where FogBugz is; a page elsewhere is no case of ours
     */
    static Optional<Integer> number(String keyOrUrl, String site) {
        var text = keyOrUrl.strip();
        var address = withoutScheme(text);
        var here = withoutScheme(site);
        if (address.length() > here.length() && address.regionMatches(true, 0, here, 0, here.length())) {
            return first(PAGE.matcher(address.substring(here.length())));
        }
        return number(text);
    }

    private static String withoutScheme(String url) {
        return url.replaceFirst("^(?i)https?://", "");
    }

    private static Optional<Integer> first(Matcher matcher) {
        if (!matcher.matches()) {
            return Optional.empty();
        }
        for (var group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return Optional.of(Integer.valueOf(matcher.group(group)));
            }
        }
        return Optional.empty();
    }

}
