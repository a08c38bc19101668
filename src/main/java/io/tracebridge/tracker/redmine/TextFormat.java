package io.tracebridge.tracker.redmine;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.render.GfmRenderer;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.issue.render.PlainRenderer;
import io.tracebridge.issue.render.TextileRenderer;

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

    abstract String render(Document document, Limit limit);

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
