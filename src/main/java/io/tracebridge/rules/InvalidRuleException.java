package io.tracebridge.rules;

/** A rule that cannot be used; the message says which, where, and what would be right. */
public final class InvalidRuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int position;

    private final String field;

    private final String reason;

    InvalidRuleException(int position, String field, String reason) {
        super("rule " + position + ", " + field + ": " + reason);
        this.position = position;
        this.field = field;
        this.reason = reason;
    }

    /** 1-based position of the rule. */
    public int position() {
        return this.position;
    }

    /**
     * {@code attribute}, {@code regex}, {@code action} or {@code target}; {@code rules}
     * where there are too many.
     */
    public String field() {
        return this.field;
    }

    /** What is wrong and what would be right, without the place. */
    public String reason() {
        return this.reason;
    }

}
