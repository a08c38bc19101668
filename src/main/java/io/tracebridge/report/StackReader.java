package io.tracebridge.report;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the faulting thread of a report and reads its stack, innermost call first. */
final class StackReader {

    /**
     * Calls beyond are dropped; the JVM itself stops at 1024 and a recursion needs no
     * more to be seen as one.
     */
    static final int MAX_FRAMES = 1024;

    /** Code points; longer function names and modules are cut. */
    static final int MAX_NAME_LENGTH = 500;

    static final String UNKNOWN_FUNCTION = "<unknown>";

    /** {@code function@file:line} and {@code function@file:line:column}. */
    private static final Pattern LOCATION = Pattern.compile("(.*?)(?::(\\d{1,9}))?(?::\\d{1,9})?");

    private StackReader() {
    }

    static List<Frame> read(Map<String, Object> body) {
        List<Frame> stack = candidates(body).map((thread) -> stack(thread.get("stack"), body))
            .filter((frames) -> !frames.isEmpty())
            .findFirst()
            .orElse(List.of());
        if (stack.isEmpty() && body.get("callstack") instanceof Map<?, ?> callstack) {
            return stack(callstack.get("frames"), body);
        }
        return stack;
    }

    /** Threads with at least one call; the one that {@link #read} took comes first. */
    static List<ReportThread> threads(Map<String, Object> body) {
        var names = new IdentityHashMap<Object, String>();
        if (body.get("threads") instanceof Map<?, ?> keyed) {
            keyed.forEach((key, thread) -> names.put(thread, String.valueOf(key)));
        }
        var threads = new ArrayList<ReportThread>();
        candidates(body).forEach((thread) -> {
            var key = names.remove(thread);
            var frames = (key != null) ? stack(thread.get("stack"), body) : List.<Frame>of();
            if (!frames.isEmpty()) {
                var name = Text.cut(first(text(thread, "name"), key), MAX_NAME_LENGTH);
                threads.add(new ReportThread(name, threads.isEmpty(), frames));
            }
        });
        var frames = threads.isEmpty() ? read(body) : List.<Frame>of();
        return frames.isEmpty() ? List.copyOf(threads) : List.of(new ReportThread("", true, frames));
    }

    /** The thread that mainThread names, then those marked as faulting, then the rest. */
    private static Stream<Map<?, ?>> candidates(Map<String, Object> body) {
        if (!(body.get("threads") instanceof Map<?, ?> threads)) {
            return Stream.empty();
        }
        var ordered = new ArrayList<Map<?, ?>>();
        String mainThread = AttributeReader.text(body.get("mainThread"));
        if (mainThread != null && threads.get(mainThread) instanceof Map<?, ?> main) {
            ordered.add(main);
        }
        threads.values().forEach((thread) -> {
            if (thread instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("fault"))) {
                ordered.add(map);
            }
        });
        threads.values().forEach((thread) -> {
            if (thread instanceof Map<?, ?> map) {
                ordered.add(map);
            }
        });
        return ordered.stream();
    }

    private static List<Frame> stack(Object frames, Map<String, Object> body) {
        if (!(frames instanceof List<?> list)) {
            return List.of();
        }
        return list.stream().flatMap((frame) -> frame(frame, body).stream()).limit(MAX_FRAMES).toList();
    }

    private static Optional<Frame> frame(Object value, Map<String, Object> body) {
        return switch (value) {
            case String text when !text.isBlank() -> Optional.of(parse(text.strip()));
            case Map<?, ?> map -> frame(map, body);
            case null, default -> Optional.empty();
        };
    }

    private static Optional<Frame> frame(Map<?, ?> frame, Map<String, Object> body) {
        String function = first(text(frame, "funcName"), address(frame.get("address")));
        String module = first(text(frame, "library"), text(frame, "path"), sourcePath(frame.get("sourceCode"), body));
        if (function.isEmpty() && module.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(frame(function, module, line(frame.get("line"))));
    }

    private static Frame parse(String text) {
        int at = text.lastIndexOf('@');
        Matcher location = LOCATION.matcher((at >= 0) ? text.substring(at + 1) : "");
        if (!location.matches()) {
            return frame(text, "", 0);
        }
        return frame((at >= 0) ? text.substring(0, at).strip() : text, location.group(1).strip(),
                line(location.group(2)));
    }

    private static Frame frame(String function, String module, int line) {
        return new Frame(Text.cut(first(function, UNKNOWN_FUNCTION), MAX_NAME_LENGTH),
                Text.cut(module, MAX_NAME_LENGTH), line);
    }

    private static String sourcePath(Object id, Map<String, Object> body) {
        String key = AttributeReader.text(id);
        boolean known = key != null && body.get("sourceCode") instanceof Map<?, ?>;
        return (known && ((Map<?, ?>) body.get("sourceCode")).get(key) instanceof Map<?, ?> source)
                ? text(source, "path") : "";
    }

    private static String address(Object value) {
        return switch (value) {
            case Integer number -> "0x" + Integer.toHexString(number);
            case Long number -> "0x" + Long.toHexString(number);
            case null, default -> first(AttributeReader.text(value));
        };
    }

    private static int line(Object value) {
        return switch (value) {
            case Number number -> (int) Math.clamp(number.longValue(), 0, Integer.MAX_VALUE);
            case String text when text.strip().matches("\\d{1,9}") -> Integer.parseInt(text.strip());
            case null, default -> 0;
        };
    }

    private static String text(Map<?, ?> map, String key) {
        return first(AttributeReader.text(map.get(key)));
    }

    /** The first that says something; empty when none does. */
    private static String first(String... texts) {
        for (String text : texts) {
            if (text != null && !text.isBlank()) {
                return text.strip();
            }
        }
        return "";
    }

}
