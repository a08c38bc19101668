package io.tracebridge.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One browser for all tests, a fresh profile for each. */
class BrowserExtension implements BeforeAllCallback, ParameterResolver, AfterEachCallback {

    private static final Namespace OURS = Namespace.create(BrowserExtension.class);

    /**
     * A page that is slow on a busy machine is not wrong. A test's own {@code @BeforeAll}
     * may be more patient, since it comes later.
     */
    @Override
    public void beforeAll(ExtensionContext test) {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Browsing.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        var browser = test.getRoot()
            .getStore(OURS)
            .getOrComputeIfAbsent("chromium", (key) -> Chromium.launch(), Chromium.class)
            .browser();
        return test.getStore(OURS).getOrComputeIfAbsent(Browsing.class, (key) -> browsing(browser), Browsing.class);
    }

    /**
     * What the page complained of, or asked of other hosts, fails the test that caused
     * it.
     */
    @Override
    public void afterEach(ExtensionContext test) {
        var browsing = test.getStore(OURS).remove(Browsing.class, Browsing.class);
        if (browsing != null) {
            if (test.getExecutionException().isPresent()) {
                browsing.keepTrace(test.getRequiredTestClass().getSimpleName() + "-" + test.getDisplayName());
            }
            browsing.close(test.getExecutionException().isEmpty());
        }
    }

    private static Browsing browsing(Browser browser) {
        return new Browsing(browser);
    }

}
