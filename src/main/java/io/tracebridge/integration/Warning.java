package io.tracebridge.integration;

/**
 * Something that is allowed, and probably not what was meant.
 *
 * @param field its path as the API names it
 * @param message what it leads to
 */
public record Warning(String field, String message) {
}
