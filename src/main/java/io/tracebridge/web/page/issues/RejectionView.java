package io.tracebridge.web.page.issues;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.link.Corrections.Answer;

/**
 * What a tracker refused, and the form that corrects it: as
 * {@code correct-rejected-issue.form} asks.
 *
 * @param token changes with every refusal
 * @param hint what to do where no field is at fault; null for nothing special
 * @param answer what became of the last answer
 */
public record RejectionView(String token, String message, String hint, String title, List<Field> fields,
        Answer answer) {

    /**
     * @param message the tracker's words about it; empty for none
     */
    public record Field(String name, String value, String message) {
    }

    /** Somebody answered, and the issue is about to be tried again. */
    public boolean sent() {
        return this.answer == Answer.SENT;
    }

    /** Somebody answered, and nothing came of it. */
    public boolean unheard() {
        return this.answer == Answer.UNHEARD;
    }

    static Instant answeredAt(JsonNode stored) {
        return stored.hasNonNull("answeredAt") ? OffsetDateTime.parse(stored.path("answeredAt").asText()).toInstant()
                : null;
    }

    static RejectionView of(JsonNode stored, Answer answer) {
        var fields = new ArrayList<Field>();
        stored.path("fields")
            .forEach((field) -> fields.add(new Field(field.path("name").asText(), field.path("value").asText(),
                    field.path("message").asText())));
        return new RejectionView(Token.of(stored.toString(), answer.name()), stored.path("message").asText(),
                hint(stored.path("reason").asText()), stored.path("title").asText(), List.copyOf(fields), answer);
    }

    private static String hint(String reason) {
        return switch (reason) {
            case "FORBIDDEN" -> "The integration's account may not do this. Let the tracker's administrator grant it, "
                    + "then try again; nothing below needs to change.";
            case "PROJECT_MISSING" -> "The tracker does not know the place where the issue should go. Let an admin "
                    + "correct the integration's connection, then try again; nothing below needs to change.";
            default -> null;
        };
    }

}
