package io.tracebridge.link;

import java.util.List;

/**
 * Why an issue could not be made, in a shape that a form can show and a person can
 * correct.
 *
 * @param id tells it from every other refusal, also of the same link
 * @param linkId the link that waits for the correction; 0 when it went with its
 * integration
 * @param message the tracker's own words
 * @param reason the kind of refusal, such as {@code INVALID_FIELD}
 * @param title the title that was sent, or that a person wants
 * @param fields the fields that were sent, that a person gave, or that the tracker
 * complained about, each with the tracker's words about it
 */
public record Rejection(String id, long linkId, String message, String reason, String project, String integration,
        String tracker, String title, List<Field> fields) {

    /**
     * @param message empty when the tracker said nothing about this field
     */
    public record Field(String name, String value, String message) {
    }

}
