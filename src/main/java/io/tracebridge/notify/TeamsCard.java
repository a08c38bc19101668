package io.tracebridge.notify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.issue.PlainText;
import io.tracebridge.issue.render.WebLink;

/**
 * An Adaptive Card 1.4. Hostile text stands in rich text runs alone, which know no
 * Markdown, and without the tag that would make it a mention.
 */
final class TeamsCard {

    private static final JsonMapper JSON = new JsonMapper();

    private TeamsCard() {
    }

    /**
     * @param account empty to mention nobody
     * @param name checked to be free of markup
     */
    static JsonNode of(Message message, String account, String name) {
        var body = new ArrayList<Map<String, Object>>();
        if (!account.isEmpty()) {
            body.add(Map.of("type", "TextBlock", "wrap", true, "text", at(name) + " you were mentioned"));
        }
        body.add(rich(List.of(run(message.headline(), message.issue().ref().url(), true))));
        var facts = new ArrayList<Map<String, Object>>();
        facts.add(run(message.project() + " · ", "", false));
        message.shortClassifier().ifPresent((classifier) -> facts.add(run(classifier + " · ", "", false)));
        facts.add(run(message.count(), "", false));
        body.add(rich(facts));
        ObjectNode card = JSON.createObjectNode()
            .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
            .put("type", "AdaptiveCard")
            .put("version", "1.4");
        card.set("msteams", JSON.valueToTree(teams(account, name)));
        card.set("body", JSON.valueToTree(body));
        card.set("actions", JSON.valueToTree(actions(message)));
        ObjectNode envelope = JSON.createObjectNode().put("type", "message");
        envelope.putArray("attachments")
            .addObject()
            .put("contentType", "application/vnd.microsoft.card.adaptive")
            .putNull("contentUrl")
            .set("content", card);
        return envelope;
    }

    private static Map<String, Object> teams(String account, String name) {
        return account.isEmpty() ? Map.of("width", "Full") : Map.of("width", "Full", "entities",
                List.of(Map.of("type", "mention", "text", at(name), "mentioned", Map.of("id", account, "name", name))));
    }

    private static List<Map<String, Object>> actions(Message message) {
        var actions = new ArrayList<Map<String, Object>>();
        WebLink.of(message.issue().ref().url()).ifPresent((url) -> actions.add(open("Open issue", url)));
        WebLink.of(message.groupUrl()).ifPresent((url) -> actions.add(open("Open group", url)));
        return actions;
    }

    private static Map<String, Object> open(String title, String url) {
        return Map.of("type", "Action.OpenUrl", "title", title, "url", url);
    }

    private static Map<String, Object> rich(List<Map<String, Object>> runs) {
        return Map.of("type", "RichTextBlock", "inlines", runs);
    }

    private static Map<String, Object> run(String text, String url, boolean bold) {
        var inert = PlainText.defuse(PlainText.clean(text)).replace("<", "<" + PlainText.BREAK);
        var run = new LinkedHashMap<String, Object>();
        run.put("type", "TextRun");
        run.put("text", inert);
        if (bold) {
            run.put("weight", "Bolder");
        }
        WebLink.of(url).ifPresent((safe) -> run.put("selectAction", open("Open issue", safe)));
        return run;
    }

    private static String at(String name) {
        return "<at>" + name + "</at>";
    }

}
