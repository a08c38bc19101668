package io.tracebridge.web.page.triage;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.tracebridge.triage.GroupList;
import io.tracebridge.triage.GroupQueries;
import io.tracebridge.triage.LinkSummaries;

/**
 * A line of the list.
 *
 * @param place the innermost frame; empty for reports without a stack
 * @param assignee null for nobody
 * @param moreIssues how many there are beside those shown
 */
record GroupRow(String fingerprint, String state, String title, String place, String assignee, List<String> tags,
        long reports, Spark spark, Instant firstSeen, Instant lastSeen, int reopenCount, List<Chip> issues,
        long moreIssues) {

    /**
     * @param trackers from a tracker's id to its name
     */
    static GroupRow of(GroupList.Entry entry, UnaryOperator<String> trackers) {
        var group = entry.group();
        return new GroupRow(group.fingerprint(), group.state().id(), title(group),
                group.frames().stream().findFirst().orElse(""), group.assignee(), group.tags(), group.reports(),
                Spark.of(entry.days()), group.firstSeen(), group.lastSeen(), group.reopenings().count(),
                entry.links().issues().stream().map((issue) -> Chip.of(issue, trackers)).toList(),
                entry.links().more());
    }

    static String title(GroupQueries.Row group) {
        return group.classifiers().isEmpty() ? "Error without a class" : String.join(", ", group.classifiers());
    }

    /**
     * A linked issue in a few words.
     *
     * @param url null where there is none yet, or none that a browser should follow
     * @param status the tracker's word; ours while there is no issue yet
     */
    record Chip(String key, String url, String tracker, String status, String title) {

        static Chip of(LinkSummaries.Issue issue, UnaryOperator<String> trackers) {
            return new Chip((issue.key() != null) ? issue.key() : issue.integration(), web(issue.url()),
                    trackers.apply(issue.tracker()), status(issue), issue.title());
        }

        private static String web(String url) {
            return Optional.ofNullable(url)
                .filter((address) -> address.toLowerCase(Locale.ROOT).matches("https?://.*"))
                .orElse(null);
        }

        private static String status(LinkSummaries.Issue issue) {
            return switch (issue.state()) {
                case "reserved" -> "being created";
                case "rejected" -> "refused by the tracker";
                default -> issue.status();
            };
        }

    }

}
