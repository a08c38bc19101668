package io.tracebridge.notify;

import io.tracebridge.issue.PlainText;
import io.tracebridge.issue.render.WebLink;
import org.springframework.web.util.HtmlUtils;

/** What a mail says, as plain text and as HTML that holds nothing but text and links. */
final class MailText {

    private MailText() {
    }

    static String plain(Message message) {
        return message.headline() + "\n" + WebLink.of(message.issue().ref().url()).orElse("") + "\n\n"
                + message.target() + " was mentioned by a rule of the project " + message.project() + ".\n"
                + message.shortClassifier().map((classifier) -> classifier + ", ").orElse("") + message.count()
                + "\n\nGroup: " + WebLink.of(message.groupUrl()).orElse("") + "\n";
    }

    static String html(Message message) {
        return "<p><strong>" + link(message.headline(), message.issue().ref().url()) + "</strong></p><p>"
                + text(message.target()) + " was mentioned by a rule of the project " + text(message.project())
                + ".</p><p>"
                + message.shortClassifier().map((classifier) -> "<code>" + text(classifier) + "</code>, ").orElse("")
                + message.count() + "</p><p>" + link("Group", message.groupUrl()) + "</p>";
    }

    private static String link(String text, String url) {
        return WebLink.of(url)
            .map((safe) -> "<a href=\"" + safe.replace("&", "&amp;") + "\">" + text(text) + "</a>")
            .orElseGet(() -> text(text));
    }

    private static String text(String text) {
        return HtmlUtils.htmlEscape(PlainText.oneLine(text), "UTF-8");
    }

}
