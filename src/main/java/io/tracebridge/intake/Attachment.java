package io.tracebridge.intake;

import io.tracebridge.report.Text;

/**
 * A file that came with a report.
 *
 * @param name base name without path or control characters, never blank
 */
record Attachment(String name, byte[] content) {

    private static final int MAX_NAME = 255;

    Attachment {
        name = safe(name);
    }

    private static String safe(String name) {
        var base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
            .replaceAll("\\p{Cntrl}", "")
            .strip();
        if (base.isEmpty()) {
            return "attachment";
        }
        return Text.storable(Text.cut(base, MAX_NAME));
    }

}
