package io.tracebridge.notify;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.tracebridge.issue.PlainText;
import io.tracebridge.link.LinkedIssue;

/**
 * What somebody is told. Title and classifier are hostile: whoever makes an application
 * fail words them.
 *
 * @param id the same in every try
 * @param at when the rule's mention came up
 * @param target the name that the rule mentioned
 * @param classifier of the latest report; empty if it has none
 * @param reports how many the group has
 */
record Message(UUID id, Instant at, String target, String project, LinkedIssue issue, String fingerprint,
        String groupUrl, String classifier, long reports) {

    private static final int TITLE_LIMIT = 250;

    private static final int CLASSIFIER_LIMIT = 200;

    /** Key and title of the issue, one line. */
    String headline() {
        var title = PlainText.oneLine(this.issue.title());
        var key = PlainText.oneLine(this.issue.ref().key());
        return PlainText.cut(title.startsWith(key) ? title : key + " " + title, TITLE_LIMIT);
    }

    /** One line; empty if there is nothing to show. */
    Optional<String> shortClassifier() {
        return Optional.of(PlainText.cut(PlainText.oneLine(this.classifier), CLASSIFIER_LIMIT))
            .filter((text) -> !text.isEmpty());
    }

    String count() {
        return (this.reports == 1) ? "1 report" : this.reports + " reports";
    }

}
