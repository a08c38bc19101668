package io.tracebridge.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.issue.PlainText;
import io.tracebridge.issue.render.WebLink;

/**
 * Words a message for Slack, twice: as a rich text block, in which text is only text, and
 * as the plain line for notifications, in which {@code & < >} must be escaped. Whom it
 * points at is the admin's choice alone.
 */
final class SlackText {

    /**
     * Whom an admin may point at: a member, a user group, or everybody in the channel.
     */
    static final Pattern WHOM = Pattern.compile("[UW][A-Z0-9]{2,20}|S[A-Z0-9]{2,20}|here|channel");

    private static final JsonMapper JSON = new JsonMapper();

    private SlackText() {
    }

    static String line(Message message, String whom) {
        var parts = new ArrayList<String>();
        parts.add(pointer(whom) + link(message.headline(), message.issue().ref().url()));
        parts.add(escape(message.project()));
        message.shortClassifier().map(SlackText::escape).ifPresent(parts::add);
        parts.add(message.count());
        parts.add(link("Group", message.groupUrl()));
        return String.join(" · ", parts);
    }

    static JsonNode blocks(Message message, String whom) {
        var first = new ArrayList<Map<String, Object>>();
        if (!whom.isEmpty()) {
            first.add(mention(whom));
            first.add(text(" "));
        }
        first.add(linked(message.headline(), message.issue().ref().url()));
        var second = new ArrayList<Map<String, Object>>();
        second.add(text("\n" + PlainText.defuse(message.project()) + " · "
                + message.shortClassifier().map((name) -> PlainText.defuse(name) + " · ").orElse("") + message.count()
                + " · "));
        second.add(linked("Group", message.groupUrl()));
        first.addAll(second);
        return JSON.valueToTree(List.of(Map.of("type", "rich_text", "elements",
                List.of(Map.of("type", "rich_text_section", "elements", first)))));
    }

    /** Text that Slack takes for nothing but text. */
    static String escape(String hostile) {
        return PlainText.defuse(PlainText.oneLine(hostile))
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;");
    }

    private static String link(String text, String url) {
        return WebLink.of(url)
            .map((safe) -> "<" + safe.replace("&", "&amp;") + "|" + escape(text) + ">")
            .orElseGet(() -> escape(text));
    }

    private static String pointer(String whom) {
        if (whom.isEmpty()) {
            return "";
        }
        return switch (whom.charAt(0)) {
            case 'S' -> "<!subteam^" + whom + "> ";
            case 'U', 'W' -> "<@" + whom + "> ";
            default -> "<!" + whom + "> ";
        };
    }

    private static Map<String, Object> mention(String whom) {
        return switch (whom.charAt(0)) {
            case 'S' -> Map.of("type", "usergroup", "usergroup_id", whom);
            case 'U', 'W' -> Map.of("type", "user", "user_id", whom);
            default -> Map.of("type", "broadcast", "range", whom);
        };
    }

    private static Map<String, Object> linked(String text, String url) {
        Optional<String> safe = WebLink.of(url);
        return safe.isPresent() ? Map.of("type", "link", "url", safe.get(), "text", PlainText.defuse(text), "style",
                Map.of("bold", true)) : text(PlainText.defuse(text));
    }

    private static Map<String, Object> text(String text) {
        return Map.of("type", "text", "text", text);
    }

}
