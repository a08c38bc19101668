package io.tracebridge.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.microsoft.playwright.Page;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What axe-core finds against WCAG 2.1, levels A and AA. Its script goes in as an
 * expression of the browser's debugger, which the page's content policy does not see. It
 * does not judge colours that {@code color-mix} made; a person has to.
 */
final class Axe {

    private static final String RUN = """
            () => axe.run(document, { preload: false, resultTypes: ['violations'],
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })
              .then((found) => found.violations.flatMap((rule) => rule.nodes.map((node) =>
                rule.id + ': ' + node.target.join(' ') + '\\n    ' + node.html.slice(0, 160)
                  + '\\n    ' + node.any.concat(node.all, node.none).map((check) => check.message).join('; '))))
            """;

    private static final String SCRIPT = script();

    private Axe() {
    }

    /**
     * One text for each element and rule, with what would mend it; empty if all is well.
     */
    @SuppressWarnings("unchecked")
    static List<String> violations(Page page) {
        if (!(Boolean) page.evaluate("'axe' in window")) {
            page.evaluate(SCRIPT);
        }
        return (List<String>) page.evaluate(RUN);
    }

    private static String script() {
        try {
            var found = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/resources/webjars/axe-core/*/axe.min.js");
            return found[0].getContentAsString(StandardCharsets.UTF_8);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
