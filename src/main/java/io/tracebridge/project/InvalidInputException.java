package io.tracebridge.project;

/** What a person or program entered cannot be taken; nothing was changed. */
public final class InvalidInputException extends RuntimeException {

    private final String field;

    /**
     * @param field path of the offending field as the API names it, such as
     * {@code automation.rules[2].regex}
     * @param message what is wrong with it and what would be right
     */
    public InvalidInputException(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return this.field;
    }

}
