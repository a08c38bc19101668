package io.tracebridge.web.page.wizard;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tracebridge.project.InvalidInputException;

/** What is wrong with a form, by the field's name in the API; the first of each field. */
final class Errors {

    private final Map<String, String> messages = new LinkedHashMap<>();

    void add(String field, String message) {
        this.messages.putIfAbsent(field, message);
    }

    void add(InvalidInputException refusal) {
        add(refusal.field(), refusal.getMessage());
    }

    /** A whole number; what is none is an error, and what is absent the default. */
    Long number(String field, String text, Long otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.valueOf(text);
        }
        catch (NumberFormatException ex) {
            add(field, "must be a whole number");
            return otherwise;
        }
    }

    Integer small(String field, String text, Integer otherwise) {
        var number = number(field, text, (otherwise != null) ? Long.valueOf(otherwise) : null);
        if (number != null && number != number.intValue()) {
            add(field, "is a larger number than fits here");
            return otherwise;
        }
        return (number != null) ? Integer.valueOf(number.intValue()) : null;
    }

    boolean none() {
        return this.messages.isEmpty();
    }

    Map<String, String> messages() {
        return this.messages;
    }

}
