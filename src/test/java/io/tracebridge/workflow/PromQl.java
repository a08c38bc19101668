package io.tracebridge.workflow;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** As much of Prometheus' query language as tells which metrics a query reads. */
final class PromQl {

    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"");

    private static final Pattern CLAUSE = Pattern
        .compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("(?<!\\w)[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\w)\\s*(\\()?");

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    private PromQl() {
    }

    static Set<String> metrics(String expression) {
        var rest = CLAUSE.matcher(LABELS.matcher(expression).replaceAll(" ")).replaceAll(" ");
        var metrics = new TreeSet<String>();
        NAME.matcher(rest).results().forEach((match) -> {
            var name = match.group().strip();
            if (match.group(1) == null && !WORDS.contains(name)) {
                metrics.add(name);
            }
        });
        return metrics;
    }

}
