package io.tracebridge.rules;

/**
 * One row of an integration's ordered rules.
 *
 * @param attribute a defined attribute's name, or {@code *} for any defined attribute
 * @param regex RE2 syntax, found anywhere in the value
 * @param target whom a {@code mention} addresses; null for the other actions
 */
public record Rule(String attribute, String regex, Action action, String target) {

    public static final String ANY_ATTRIBUTE = "*";

    public enum Action {

        SUBMIT, FILTER, MENTION

    }

}
