package io.tracebridge.issue.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads remarkup as far as to tell what Phorge's engine would make of it: its block rules
 * in their order of priority, then code and links, which no other rule looks into.
 *
 * @param kinds of the blocks, in order
 * @param texts of all blocks but code, without their code and links
 * @param code of the code blocks, without options
 */
record Remarkup(List<String> kinds, List<String> texts, List<String> code, List<String> links) {

    /** What begins a block, as the engine's rules have it, by their priority. */
    private static final Map<String, Pattern> BLOCKS = new LinkedHashMap<>();

    static {
        block("rule", "^\\s*(?:_{3,}|\\*\\s?\\*\\s?\\*(\\s|\\*)*|-\\s?-\\s?-(\\s|-)*)$");
        block("list", "^\\s*(?:[-*#]+|([1-9][0-9]*)[.)]|\\[\\D?\\])\\s+");
        block("literal", "^\\s*%%%");
        block("code", "^\\s*```");
        block("indented code", "^\\s{2,}.+");
        block("heading", "^(={1,5}|#{2,5}|# ).*$");
        block("interpreter", "^(\\w+)\\s*(?:\\(([^)]+)\\)\\s*)?\\{\\{\\{");
        block("note", "^(?:\\((?:NOTE|IMPORTANT|WARNING)\\)|(?:NOTE|IMPORTANT|WARNING):)");
        block("quotation", "^>");
        block("html table", "(?i)^\\s*<table>");
        block("table", "^\\s*\\|");
    }

    private static final Pattern UNDERLINE = Pattern.compile("^[-=]{2,}\\s*$");

    private static final Pattern CODE = Pattern.compile("##([\\s\\S]+?)##|\\B`(.+?)`");

    private static final Pattern LINK = Pattern.compile("\\B\\[\\[([^|\\]]+?)(?:\\|([^\\]]+?))?\\]\\]\\B");

    private static void block(String kind, String start) {
        BLOCKS.put(kind, Pattern.compile(start));
    }

    static Remarkup read(String remarkup) {
        var read = new Remarkup(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var lines = remarkup.split("\n", -1);
        for (var cursor = 0; cursor < lines.length;) {
            if (lines[cursor].isBlank()) {
                cursor++;
                continue;
            }
            cursor = read.block(lines, cursor);
        }
        return read;
    }

    private int block(String[] lines, int start) {
        var kind = kind(lines, start);
        this.kinds.add(kind);
        var end = start + 1;
        if (kind.equals("code")) {
            while (end < lines.length && !lines[end - 1].matches((end - 1 == start) ? "(?!)" : ".*```\\s*")) {
                end++;
            }
            this.code.add(String.join("\n", List.of(lines).subList(start + 1, end - 1)));
            return end;
        }
        while (end < lines.length && !lines[end].isBlank() && kind(lines, end).equals(kind)
                && !kind.equals("heading")) {
            end++;
        }
        this.texts.add(inline(String.join("\n", List.of(lines).subList(start, end))));
        return end;
    }

    private static String kind(String[] lines, int line) {
        if (line + 1 < lines.length && UNDERLINE.matcher(lines[line + 1]).matches()) {
            return "heading";
        }
        return BLOCKS.entrySet()
            .stream()
            .filter((block) -> block.getValue().matcher(lines[line]).find())
            .findFirst()
            .map(Map.Entry::getKey)
            .orElse("paragraph");
    }

    private String inline(String text) {
        var withoutCode = CODE.matcher(text).replaceAll("\u0001");
        return LINK.matcher(withoutCode).replaceAll((link) -> {
            this.links.add(link.group(1));
            return "\u0001";
        });
    }

    /** The first paragraphs as people see them. */
    static List<String> visible(String remarkup) {
        return remarkup.lines().map((line) -> CODE.matcher(line).replaceAll("$1$2").replace("\u200b", "")).toList();
    }

}
