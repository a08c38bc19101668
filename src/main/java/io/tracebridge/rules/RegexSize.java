package io.tracebridge.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Estimates how many instructions RE2 would compile a regular expression to, before it
 * does: RE2 writes counted repetitions out, so {@code ((a{1000}){1000}){1000}} would fill
 * the memory long before anybody could ask for the size of the result.
 */
final class RegexSize {

    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:(,)(\\d{1,9})?)?\\}");

    /** More is more, however much. */
    private static final long MAX = Integer.MAX_VALUE;

    private static final class Group {

        private long sum;

        private long last;

        void atom(long size) {
            this.sum = Math.min(MAX, this.sum + size);
            this.last = size;
        }

        void repeat(long times) {
            // Every optional copy takes an instruction to skip it.
            long repeated = Math.min(MAX, (this.last + 1) * times);
            this.sum = Math.min(MAX, this.sum + repeated);
            this.last = repeated;
        }

    }

    private final String regex;

    private final Deque<Group> groups = new ArrayDeque<>();

    private int at;

    private RegexSize(String regex) {
        this.regex = regex;
    }

    /** At least about as many instructions as the compiled expression has. */
    static long estimate(String regex) {
        return new RegexSize(regex).estimate();
    }

    private long estimate() {
        this.groups.push(new Group());
        while (this.at < this.regex.length()) {
            step(this.regex.charAt(this.at));
        }
        return this.groups.stream().mapToLong((group) -> group.sum).sum();
    }

    private void step(char c) {
        Group group = this.groups.peek();
        switch (c) {
            case '(' -> {
                this.groups.push(new Group());
                this.at++;
            }
            case ')' -> {
                // One too many is for RE2 to complain about.
                if (this.groups.size() > 1) {
                    this.groups.pop();
                    this.groups.peek().atom(group.sum + 2);
                }
                this.at++;
            }
            case '*', '+', '?', '|' -> {
                group.sum += 2;
                group.last += 2;
                this.at++;
            }
            case '{' -> repetition(group);
            case '[' -> {
                skipClass();
                group.atom(1);
            }
            case '\\' -> escape(group);
            default -> {
                group.atom(1);
                this.at++;
            }
        }
    }

    private void repetition(Group group) {
        Matcher count = COUNT.matcher(this.regex).region(this.at, this.regex.length());
        if (!count.lookingAt()) {
            group.atom(1);
            this.at++;
            return;
        }
        long least = Long.parseLong(count.group(1));
        long most = (count.group(3) != null) ? Long.parseLong(count.group(3)) : least + 1;
        group.repeat(Math.max(least, most));
        this.at = count.end();
    }

    private void escape(Group group) {
        if (this.regex.startsWith("\\Q", this.at)) {
            int end = this.regex.indexOf("\\E", this.at + 2);
            int length = ((end >= 0) ? end : this.regex.length()) - this.at - 2;
            for (int i = 0; i < length; i++) {
                group.atom(1);
            }
            this.at = (end >= 0) ? end + 2 : this.regex.length();
            return;
        }
        group.atom(1);
        this.at = skipEscape(this.at);
    }

    /** Behind {@code \d}, {@code \pL}, {@code \p{Greek}} or {@code \x{10FFFF}}. */
    private int skipEscape(int start) {
        boolean braced = start + 2 < this.regex.length() && "pPx".indexOf(this.regex.charAt(start + 1)) >= 0
                && this.regex.charAt(start + 2) == '{';
        int end = braced ? this.regex.indexOf('}', start) + 1 : 0;
        return (end > 0) ? end : start + 2;
    }

    private void skipClass() {
        int i = this.at + 1;
        if (this.regex.startsWith("^", i)) {
            i++;
        }
        boolean first = true;
        while (i < this.regex.length() && (first || this.regex.charAt(i) != ']')) {
            int named = this.regex.startsWith("[:", i) ? this.regex.indexOf(":]", i + 2) : -1;
            if (named >= 0) {
                i = named + 2;
            }
            else {
                i = (this.regex.charAt(i) == '\\') ? skipEscape(i) : i + 1;
            }
            first = false;
        }
        this.at = i + 1;
    }

}
