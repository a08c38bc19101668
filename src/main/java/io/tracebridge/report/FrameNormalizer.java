package io.tracebridge.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns the calls of a stack into texts that stay the same from build to build, run to
 * run and one depth of recursion to another. What varies reads {@code *}.
 */
final class FrameNormalizer {

    private static final String VARYING = "*";

    /** Function names of these say where they belong; the file adds nothing. */
    private static final Set<String> QUALIFIED_LANGUAGES = Set.of("java", "csharp");

    /**
     * How the runtime gets from one call to the next: other calls after some warming up
     * or an update of the runtime, with the same error behind them.
     */
    private static final Pattern PLUMBING_FUNCTION = Pattern
        .compile("(?:(?:java\\.base/)?(?:sun\\.reflect\\.|jdk\\.internal\\.reflect\\.|java\\.lang\\.invoke\\.|"
                + "java\\.lang\\.reflect\\.Method\\.invoke)).*");

    private static final Pattern PLUMBING_MODULE = Pattern.compile("(?:node:)?internal/.*");

    /** The longest cycle of calls that is seen as recursion. */
    private static final int MAX_CYCLE = 10;

    private static final Pattern LINE_OR_SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

    /** Names without any of these have nothing to normalise, and most are such. */
    private static final Pattern SUSPECT = Pattern
        .compile("[0-9$\\[]|^async |\\.(?:isra|constprop|part|cold|lto_priv|llvm)");

    private static final List<Replacement> IN_FUNCTION = List.of(
            // Addresses and offsets
            new Replacement("^(?=[a-fA-F]*[0-9])[0-9a-fA-F]{8,}$", VARYING),
            new Replacement("\\+(?:0[xX][0-9a-fA-F]+|[0-9]+)$", ""), new Replacement("0[xX][0-9a-fA-F]+", VARYING),
            // V8
            new Replacement("^async ", ""), new Replacement(" \\[as [^\\]]*\\]", ""),
            new Replacement("^Object\\.[0-9]+$", "Object.*"),
            // Java: lambdas, proxies and generated subclasses
            new Replacement("\\$\\$Lambda(?:\\$[0-9]+)?(?:/[0-9*a-fA-F]+)?", "\\$\\$Lambda*"),
            new Replacement("^[\\w.]*\\$Proxy[0-9]+", "\\$Proxy*"),
            new Replacement("(\\$\\$\\w*CGLIB\\$\\$)[0-9a-zA-Z]+", "$1*"),
            new Replacement("(\\$(?:HibernateProxy|ByteBuddy|MockitoMock|auxiliary)\\$)\\w+", "$1*"),
            new Replacement("(_\\$\\$_(?:jvst|javassist_?))[0-9a-f_]+", "$1*"),
            new Replacement("(Generated(?:Method|Constructor|SerializationConstructor)Accessor)[0-9]+", "$1*"),
            new Replacement("\\$lambda-[0-9]+", "\\$lambda\\$*"), new Replacement("(_?closure)[0-9]+", "$1*"),
            new Replacement("\\$[0-9]+", "\\$*"),
            // C#, Go, Rust, C++
            new Replacement("(__DisplayClass|>[bdg]__[A-Za-z]*\\|?)[0-9]+(?:_[0-9]+)*", "$1*"),
            new Replacement("\\.func[0-9]+(?:\\.[0-9]+)*", ".func*"), new Replacement("::h[0-9a-f]{16}$", ""),
            new Replacement("#[0-9]+", "#*"), new Replacement(" ?\\[clone [^\\]]*\\]", ""),
            new Replacement("(?:\\.(?:isra|constprop|part|cold|lto_priv|llvm)(?:\\.[0-9]+)*)+$", ""),
            // Anything long enough to be an identity, a hash or a memory address
            new Replacement("@[0-9a-fA-F]{5,}", "@*"),
            new Replacement("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", VARYING),
            new Replacement("(?<![A-Za-z0-9])(?=[a-fA-F]*[0-9])[0-9a-fA-F]{8,}(?![A-Za-z0-9])", VARYING),
            new Replacement("[0-9]{5,}", VARYING));

    private static final List<Replacement> IN_MODULE = List.of(new Replacement("[?#].*$", ""),
            new Replacement("^.*[/\\\\]", ""),
            // Content hashes of bundlers: hex, or eight mixed characters with a digit
            new Replacement("(?<=[._-]|^)(?=[a-f]*[0-9])[0-9a-f]{8,}(?=[._-]|$)", VARYING),
            new Replacement("(?<=[._-])(?=\\w*[0-9])(?=\\w*[A-Z])[0-9A-Za-z_]{8}(?=\\.)", VARYING),
            // Versions and numbered chunks
            new Replacement("(?<=[._-]|^)[0-9]+(?:\\.[0-9]+)*(?=[._-]|$)", VARYING),
            new Replacement("[0-9]{5,}", VARYING));

    private record Replacement(Pattern pattern, String by) {

        Replacement(String regex, String by) {
            this(Pattern.compile(regex), by);
        }

    }

    private FrameNormalizer() {
    }

    /**
     * @param stack innermost call first
     * @return the calls that matter, innermost first, recursion collapsed; each without
     * line breaks
     */
    static List<String> normalize(List<Frame> stack, String language) {
        List<Frame> own = stack.stream().filter((frame) -> !isPlumbing(frame)).toList();
        Stream<Frame> chosen = own.isEmpty() ? stack.stream() : own.stream();
        return collapse(chosen.map((frame) -> normalize(frame, language)).toList());
    }

    /** The name of a class without what varies. */
    static String className(String name) {
        return name.isBlank() ? "" : function(name);
    }

    /** Whether a normalised frame tells one place from another: addresses alone don't. */
    static boolean tells(String frame) {
        return !frame.equals(VARYING) && !frame.equals(StackReader.UNKNOWN_FUNCTION);
    }

    private static boolean isPlumbing(Frame frame) {
        return PLUMBING_FUNCTION.matcher(frame.function()).matches()
                || PLUMBING_MODULE.matcher(frame.module()).matches();
    }

    private static String normalize(Frame frame, String language) {
        String function = function(frame.function());
        String module = QUALIFIED_LANGUAGES.contains(language) && tells(function) ? ""
                : apply(IN_MODULE, frame.module());
        return module.isEmpty() ? function : function + " (" + module + ")";
    }

    private static String function(String name) {
        String line = LINE_OR_SPACE.matcher(name).replaceAll(" ").strip();
        String normalized = SUSPECT.matcher(line).find() ? apply(IN_FUNCTION, line) : line;
        return normalized.isBlank() ? StackReader.UNKNOWN_FUNCTION : normalized;
    }

    private static String apply(List<Replacement> replacements, String text) {
        String result = LINE_OR_SPACE.matcher(text).replaceAll(" ");
        for (Replacement replacement : replacements) {
            result = replacement.pattern().matcher(result).replaceAll(replacement.by());
        }
        return result.strip();
    }

    /** Each cycle of calls once, however often it was run through. */
    private static List<String> collapse(List<String> frames) {
        var result = new ArrayList<String>(frames.size());
        for (String frame : frames) {
            result.add(frame);
            dropRepeatedTail(result);
        }
        return result;
    }

    private static void dropRepeatedTail(List<String> frames) {
        int size = frames.size();
        for (int cycle = 1; cycle <= MAX_CYCLE && 2 * cycle <= size; cycle++) {
            List<String> tail = frames.subList(size - cycle, size);
            if (tail.equals(frames.subList(size - 2 * cycle, size - cycle))) {
                tail.clear();
                return;
            }
        }
    }

}
