package io.tracebridge.web.page.wizard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What a person typed. A list of rows comes as one value for each row and column:
 * {@code rules.attribute} thrice for three rules. Rows are added, removed and moved by a
 * submit button named {@code op}, so that it works without a script: {@code add:rules},
 * {@code remove:rules:2}, {@code up:rules:2}, {@code down:rules:2},
 * {@code move:rules:2:0}.
 */
final class Form {

    private static final int MOST_ROWS = 500;

    /** Lists that are not here have no columns: their name alone is the input's. */
    private static final Map<String, List<String>> COLUMNS = Map.of("fields", List.of("name", "value"), "people",
            List.of("user", "account"), "workflow", List.of("name", "value"), "until",
            List.of("attribute", "matches", "regex"), "rules", List.of("attribute", "regex", "action", "target"));

    private final MultiValueMap<String, String> values;

    Form(MultiValueMap<String, String> values) {
        this.values = new LinkedMultiValueMap<>();
        values.forEach((name, given) -> this.values.put(name,
                new ArrayList<>(given.subList(0, Math.min(given.size(), MOST_ROWS)))));
    }

    boolean has(String name) {
        return this.values.containsKey(name);
    }

    /** Stripped; empty where there is none. */
    String text(String name) {
        var value = this.values.getFirst(name);
        return (value != null) ? value.strip() : "";
    }

    boolean flag(String name) {
        return "true".equals(text(name));
    }

    List<String> list(String name) {
        return this.values.getOrDefault(name, List.of()).stream().map(String::strip).toList();
    }

    /** The columns' values, row by row; blank rows are left out once it is saved. */
    List<List<String>> rows(String list, boolean blank) {
        var columns = COLUMNS.get(list).stream().map((column) -> list(list + "." + column)).toList();
        var length = columns.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, length)
            .mapToObj((row) -> columns.stream().map((column) -> (row < column.size()) ? column.get(row) : "").toList())
            .filter((row) -> blank || !row.stream().allMatch(String::isEmpty))
            .toList();
    }

    /** The same with its rows changed; what is not understood changes nothing. */
    Form apply(String op) {
        var changed = new Form(this.values);
        var parts = op.split(":");
        if (parts.length < 2) {
            return changed;
        }
        var inputs = COLUMNS.containsKey(parts[1])
                ? COLUMNS.get(parts[1]).stream().map((column) -> parts[1] + "." + column).toList() : List.of(parts[1]);
        for (var input : inputs) {
            var rows = changed.values.computeIfAbsent(input, (none) -> new ArrayList<>());
            var at = number(parts, 2);
            switch (parts[0]) {
                case "add" -> rows.add("");
                case "remove" -> remove(rows, at);
                case "up" -> move(rows, at, at - 1);
                case "down" -> move(rows, at, at + 1);
                case "move" -> move(rows, at, number(parts, 3));
                default -> {
                }
            }
        }
        return changed;
    }

    /** The same with a row more. */
    Form with(String list, List<String> row) {
        var changed = new Form(this.values);
        var columns = COLUMNS.get(list);
        for (int i = 0; i < columns.size(); i++) {
            changed.values.add(list + "." + columns.get(i), row.get(i));
        }
        return changed;
    }

    private static int number(String[] parts, int at) {
        return (parts.length > at && parts[at].matches("\\d{1,4}")) ? Integer.parseInt(parts[at]) : -1;
    }

    private static void remove(List<String> rows, int at) {
        if (at >= 0 && at < rows.size()) {
            rows.remove(at);
        }
    }

    private static void move(List<String> rows, int from, int to) {
        if (from >= 0 && to >= 0 && from < rows.size() && to < rows.size()) {
            Collections.rotate(rows.subList(Math.min(from, to), Math.max(from, to) + 1), (from < to) ? -1 : 1);
        }
    }

}
