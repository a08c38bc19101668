package io.tracebridge.tracker.redmine;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.Block;
import io.tracebridge.issue.Document.CodeBlock;
import io.tracebridge.issue.PlainText;
import io.tracebridge.issue.render.GfmRenderer;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.issue.render.PlainRenderer;
import io.tracebridge.issue.render.TextileRenderer;
import io.tracebridge.tracker.Preview;

/** How a Redmine site reads its texts. Its interface does not say, so the admin does. */
enum TextFormat {

    TEXTILE {
        @Override
        String render(Document document, Limit limit) {
            return new TextileRenderer().render(document, limit);
        }
    },

    COMMON_MARK {
        @Override
        String render(Document document, Limit limit) {
            return new GfmRenderer().render(document, limit);
        }
    },

    NONE {
        @Override
        String render(Document document, Limit limit) {
            return new PlainRenderer().render(document, limit);
        }
    };

    /** What a MySQL text column holds, the smallest among Redmine's databases. */
    static final Limit COLUMN = Limit.utf8Bytes(65_535);

    /** The document as this site shows it inert, within the limit. */
    final String text(Document document, Limit limit) {
        return render(new Document(document.blocks().stream().map(TextFormat::sparingMacros).toList()), limit);
    }

    abstract String render(Document document, Limit limit);

    /**
     * Redmine takes macros out of code before it highlights it and then fails to put them
     * back, so that people would read <code>{{macro(1)}}</code>.
     */
    private static Block sparingMacros(Block block) {
        return (block instanceof CodeBlock code && !code.language().isEmpty())
                ? new CodeBlock(code.language(), code.text().replace("{{", "{" + PlainText.BREAK + "{")) : block;
    }

    /** Its name among the formats of previews. */
    String preview() {
        return switch (this) {
            case TEXTILE -> "textile";
            case COMMON_MARK -> Preview.MARKDOWN;
            case NONE -> Preview.PLAIN;
        };
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TextFormat of(String id) {
        return Arrays.stream(values())
            .filter((format) -> format.id().equalsIgnoreCase(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("textFormat must be one of %s, not '%s'"
                .formatted(Arrays.stream(values()).map(TextFormat::id).collect(Collectors.joining(", ")), id)));
    }

}
