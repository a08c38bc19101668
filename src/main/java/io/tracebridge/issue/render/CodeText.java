package io.tracebridge.issue.render;

import java.util.regex.Pattern;

import io.tracebridge.issue.Document.CodeBlock;
import io.tracebridge.issue.PlainText;

/** Code as every format shows it. */
final class CodeText {

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z][A-Za-z0-9+-]{0,19}");

    private CodeText() {
    }

    /** Cleaned, without blank lines at the ends; empty when there is nothing to show. */
    static String of(CodeBlock block) {
        String text = PlainText.clean(block.text());
        return text.isBlank() ? "" : text.replaceFirst("^(?:[ \\t]*\\n)+", "").stripTrailing();
    }

    /** The language if it is a word that may stand in markup; else empty. */
    static String language(CodeBlock block) {
        return LANGUAGE.matcher(block.language()).matches() ? block.language() : "";
    }

}
