package io.tracebridge.tracker.phabricator;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerResponse;

/**
 * What Conduit's refusals mean. Nearly all share one code and differ in their words only.
 */
final class ConduitErrors {

    private static final Set<String> CREDENTIAL = Set.of("ERR-INVALID-AUTH", "ERR-INVALID-SESSION", "ERR-INVALID-TOKEN",
            "ERR-OAUTH-ACCESS", "ERR-NO-CERTIFICATE");

    private static final Pattern GONE = Pattern
        .compile("No object exists with|does not identify a valid object|Object \"[^\"]*\" does not exist");

    private static final Pattern FORBIDDEN = Pattern.compile(
            "do not have permission|access denied|restricted|policy excludes you|is locked|locked\\b.*edit|multi-factor",
            Pattern.CASE_INSENSITIVE);

    /** MySQL's numbers, and how Phabricator words a database that is away. */
    private static final Pattern DATABASE = Pattern.compile(
            "#(?:1040|1205|1213|1290|2002|2003|2006|2013):|read-only mode|Unable to (?:connect|establish)|deadlock",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TYPE = Pattern.compile("(?:invalid|transaction of) type \"([^\"]+)\"");

    private static final Pattern VALID_TYPES = Pattern.compile("Valid types are: ([^\\n]*?)\\.?$");

    /** Words to the transaction type that they are about. */
    private static final Map<Pattern, String> ABOUT = Map.of(Pattern.compile("is not a valid user", Pattern.LITERAL),
            "owner", Pattern.compile("task priority|priority keyword", Pattern.CASE_INSENSITIVE), "priority",
            Pattern.compile("task title|must have a title", Pattern.CASE_INSENSITIVE), "title",
            Pattern.compile("task status", Pattern.CASE_INSENSITIVE), "status");

    private ConduitErrors() {
    }

    /**
     * @param words without credentials
     */
    static TrackerException read(String method, String code, String words) {
        if (CREDENTIAL.contains(code)) {
            return new TrackerException.CredentialRefused("Phabricator refused the API token: " + words);
        }
        var said = "Phabricator refused " + method + ": " + words;
        if (code.equals("ERR-CONDUIT-CALL")) {
            return new TrackerException.NotTheTracker(
                    said + " Is Maniphest installed there, and is it a version of the last years?");
        }
        if (GONE.matcher(words).find()) {
            return new TrackerException.IssueGone("Phabricator shows no such task to this account: " + words);
        }
        if (DATABASE.matcher(words).find()) {
            return new TrackerException.Unavailable(said, Optional.empty());
        }
        if (FORBIDDEN.matcher(words).find()) {
            return new Rejected(Reason.FORBIDDEN, said, Map.of());
        }
        return new Rejected(Reason.INVALID_FIELD, said,
                field(words).map((name) -> Map.of(name, words)).orElse(Map.of()));
    }

    private static Optional<String> field(String words) {
        var type = TYPE.matcher(words);
        if (type.find()) {
            return Optional.of(type.group(1));
        }
        return ABOUT.entrySet()
            .stream()
            .filter((about) -> about.getKey().matcher(words).find())
            .map(Map.Entry::getValue)
            .sorted()
            .findFirst();
    }

    /** Those that a refusal of another one lists. */
    static List<String> validTypes(String words) {
        var types = VALID_TYPES.matcher(words);
        return types.find() ? Arrays.stream(types.group(1).split(",")).map(String::strip).toList() : List.of();
    }

    /** Conduit itself always answers 200. */
    static TrackerException notConduit(TrackerResponse response) {
        return (response.status() == 413)
                ? new Rejected(Reason.INVALID_FIELD, "The server before Phabricator finds the task too large.",
                        Map.of())
                : new TrackerException.NotTheTracker(
                        "It answered with status " + response.status() + ", which Conduit never does.");
    }

}
