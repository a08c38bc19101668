package io.tracebridge.web.page.group;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.tracebridge.security.Actor;
import io.tracebridge.triage.Activities.Activity;
import io.tracebridge.web.page.Show;
import org.springframework.stereotype.Component;

import static io.tracebridge.web.page.group.Told.list;
import static io.tracebridge.web.page.group.Told.prefixes;
import static io.tracebridge.web.page.group.Told.text;
import static java.util.Map.entry;

/** Says activities in sentences; one row of the table for each kind. */
@Component
class ActivityWords {

    private static final Map<String, String> ACTORS = Map.of("rule", "A rule", "process", "Tracebridge", "webhook",
            "The tracker", "tracker", "The tracker", "report", "A report");

    private static final Map<String, BiFunction<ActivityWords, Activity, Told>> KINDS = Map.ofEntries(
            entry("state-changed", ActivityWords::stateChanged),
            entry("until-changed",
                    (words, one) -> Told.changed("changed what ends the state", words.until(one.before()),
                            words.until(one.after()))),
            entry("assignee-changed",
                    (words, one) -> Told.changed("changed the assignee", somebody(one.before().get("assignee")),
                            somebody(one.after().get("assignee")))),
            entry("tags-changed", (words, one) -> tags(list(one.before(), "tags"), list(one.after(), "tags"))),
            entry("reopened",
                    (words, one) -> stateChanged(words, one).doing("reopened the group")
                        .saying("The condition was met: " + words.until.ofPlain(one.cause().get("condition")) + ".")),
            entry("merged",
                    (words, one) -> Told.of("merged into this group: " + prefixes(list(one.after(), "fingerprints")))),
            entry("unmerged",
                    (words, one) -> Told
                        .of("made a group of its own again: " + prefixes(list(one.after(), "fingerprint")))),
            entry("merged-into",
                    (words, one) -> Told.of("merged this group into " + prefixes(list(one.after(), "fingerprint")))),
            entry("unmerged-from",
                    (words, one) -> Told.of("parted this group from " + prefixes(list(one.after(), "fingerprint")))),
            entry("issue-linked",
                    (words, one) -> Told.of("linked issue " + text(one.after(), "issue"))
                        .saying(text(one.after(), "title"))
                        .saying(list(one.after(), "warnings"))),
            entry("issue-unlinked", (words, one) -> Told.of("unlinked issue " + text(one.before(), "issue"))),
            entry("issue-updated",
                    (words, one) -> Told.changed("changed the issue", pairs(one.before()), pairs(one.after()))),
            entry("issue-rejected",
                    (words, one) -> Told.of("was refused an issue by the tracker")
                        .saying(text(one.after(), "message"))),
            entry("issue-given-up", (words, one) -> Told.of("gave up on the issue").saying(text(one.after(), "why"))),
            entry("issue-gone",
                    (words, one) -> Told.of("no longer has issue " + text(one.before(), "issue"))
                        .saying(text(one.after(), "message"))),
            entry("issue-replaced",
                    (words, one) -> Told.of("put another issue in the place of " + text(one.before(), "issue"))),
            entry("issue-recreation-requested",
                    (words, one) -> Told.of("asked for issue " + text(one.before(), "issue") + " to be made again")),
            entry("issue-superseded",
                    (words, one) -> Told.of("keeps the closed issue closed; a newer one takes its place")
                        .saying(text(one.after(), "why"))),
            entry("creation-retried", (words, one) -> Told.of("started the creation of the issue anew")),
            entry("issue-requested", (words, one) -> Told.of("asked for an issue")),
            entry("issue-details-submitted", (words, one) -> Told.of("completed the details of an issue")),
            entry("request-cancelled", (words, one) -> Told.of("took back the request for an issue")),
            entry("request-expired", (words, one) -> Told.of("ended a request for an issue that nobody completed")),
            entry("correction-submitted",
                    (words, one) -> Told.of("give-up".equals(text(one.after(), "choice")) ? "gave up on a refused issue"
                            : "corrected a refused issue, to be tried again")),
            entry("issue-linked-back",
                    (words, one) -> Told.of("told issue " + text(one.cause(), "issue") + " of this group, by "
                            + ("comment".equals(text(one.after(), "by")) ? "a comment" : "a link"))),
            entry("link-back-refused",
                    (words, one) -> Told.of("could not tell issue " + text(one.cause(), "issue") + " of this group")
                        .saying(text(one.after(), "message"))),
            entry("sync-skipped",
                    (words, one) -> Told.of("and this group stay apart in the " + text(one.after(), "field"))
                        .saying(text(one.after(), "why"))),
            entry("sync-conflict",
                    (words, one) -> Told.of("and this group both changed the " + text(one.after(), "field"))
                        .saying(text(one.after(), "why"))),
            entry("mentioned", (words, one) -> Told.of("told " + text(one.after(), "target") + " of the issue")),
            entry("mention-failed",
                    (words, one) -> Told.of("could not tell " + text(one.after(), "target"))
                        .saying(text(one.after(), "reason"))),
            entry("mention-unknown",
                    (words, one) -> Told.of("does not know whether " + text(one.after(), "target") + " was told")
                        .saying(text(one.after(), "reason"))),
            entry("target-disabled", (words, one) -> Told.of("disabled the target " + text(one.after(), "target"))
                .saying(text(one.after(), "reason"))));

    private final UntilWords until;

    private final Show show;

    ActivityWords(UntilWords until, Show show) {
        this.until = until;
        this.show = show;
    }

    /**
     * @param integrations names by id
     */
    ActivityLine line(Activity one, Map<Long, String> integrations) {
        var told = KINDS.getOrDefault(one.kind(), ActivityWords::unforeseen).apply(this, one);
        return new ActivityLine(one.at(), who(one.actor()), told.did(), told.before(), told.after(), told.details(),
                text(one.cause(), "why"), through(one, integrations), number(one.cause().get("report")));
    }

    private static String through(Activity one, Map<Long, String> integrations) {
        var id = number(one.cause().get("integration"));
        return (id != null) ? integrations.getOrDefault(id, "") : "";
    }

    /** A kind that this page was not told of still reads as words. */
    private static Told unforeseen(ActivityWords words, Activity one) {
        return Told.changed("noted: " + one.kind().replace('-', ' '), pairs(one.before()), pairs(one.after()));
    }

    private static Told stateChanged(ActivityWords words, Activity one) {
        return Told.changed("changed the state", words.standing(one.before()), words.standing(one.after()));
    }

    private String standing(Map<String, Object> described) {
        var conditions = this.until.ofPlain(described.get("until"));
        return this.show.state(text(described, "state")) + (conditions.isEmpty() ? "" : " until " + conditions);
    }

    private String until(Map<String, Object> described) {
        var conditions = this.until.ofPlain(described.get("until"));
        return conditions.isEmpty() ? "nothing" : conditions;
    }

    private static String somebody(Object name) {
        return (name instanceof String text && !text.isEmpty()) ? text : "nobody";
    }

    private static Told tags(List<String> before, List<String> after) {
        var added = after.stream().filter((tag) -> !before.contains(tag)).toList();
        var removed = before.stream().filter((tag) -> !after.contains(tag)).toList();
        var did = (added.isEmpty() ? "" : "added the tags " + String.join(", ", added))
                + ((added.isEmpty() || removed.isEmpty()) ? "" : " and ")
                + (removed.isEmpty() ? "" : "removed the tags " + String.join(", ", removed));
        return Told.of(did.isEmpty() ? "put the tags in another order" : did);
    }

    private static String pairs(Map<String, Object> values) {
        return String.join(", ",
                values.keySet().stream().sorted().map((name) -> name + " " + text(values, name)).toList());
    }

    private static String who(String actor) {
        return Actor.of(actor).map(Actor::name).orElseGet(() -> ACTORS.getOrDefault(actor, actor));
    }

    private static Long number(Object value) {
        return (value instanceof Number number) ? number.longValue() : null;
    }

}
