package io.tracebridge.logging;

import org.slf4j.MDC;

/**
 * Ids that log lines carry as fields of their own, so that everything about one report,
 * group or job can be found with one query. They are named after the program, since log
 * stores have other uses for plain words such as {@code group}.
 */
public final class LogFields {

    public static final String PROJECT = "tracebridge.project";

    public static final String REPORT = "tracebridge.report";

    /** A report's public id, as its sender knows it. */
    public static final String RXID = "tracebridge.rxid";

    public static final String GROUP = "tracebridge.group";

    public static final String LINK = "tracebridge.link";

    public static final String INTEGRATION = "tracebridge.integration";

    public static final String PROCESS_INSTANCE = "tracebridge.processInstance";

    public static final String JOB = "tracebridge.job";

    private LogFields() {
    }

    /** For what this thread logs from now on, until it is cleared. */
    public static void put(String field, Object value) {
        MDC.put(field, String.valueOf(value));
    }

    public static void remove(String... fields) {
        for (var field : fields) {
            MDC.remove(field);
        }
    }

    /**
     * For what this thread logs until it is closed; then what was there before is back.
     */
    public static Scope with(String field, Object value) {
        var before = MDC.get(field);
        put(field, value);
        return () -> {
            if (before != null) {
                MDC.put(field, before);
            }
            else {
                MDC.remove(field);
            }
        };
    }

    public interface Scope extends AutoCloseable {

        @Override
        void close();

    }

}
