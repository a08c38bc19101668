package io.tracebridge.report;

/**
 * One call of a stack.
 *
 * @param function name as the SDK sent it; never blank (an address stands in where there
 * is no name)
 * @param module file, library or module the function belongs to; empty when unknown
 * @param line 1-based line, 0 when unknown
 */
public record Frame(String function, String module, int line) {
}
