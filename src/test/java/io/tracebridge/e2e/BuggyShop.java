package io.tracebridge.e2e;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import backtrace.io.BacktraceClient;
import backtrace.io.BacktraceConfig;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that fails, and tells of it with the SDK that it has anyway. */
final class BuggyShop {

    private final String submissionUrl;

    BuggyShop(String submissionUrl) {
        this.submissionUrl = submissionUrl;
    }

    /**
     * Returns when the error is stored. Errors of one class fail at one place, so they
     * are one group.
     */
    void fails(Exception error, String buildType, String version) {
        error.setStackTrace(new StackTraceElement[] {
                new StackTraceElement("com.shop.cart.Cart", "total", "Cart.java", 41),
                new StackTraceElement("com.shop.checkout.Checkout", "after" + error.getClass().getSimpleName(),
                        "Checkout.java", 77),
                new StackTraceElement("com.shop.web.CheckoutController", "submit", "CheckoutController.java", 54) });
        var config = new BacktraceConfig(this.submissionUrl);
        config.disableDatabase();
        var client = new BacktraceClient(config, new HashMap<>(Map.of("buildType", buildType, "version", version)));
        client.setApplicationName("storefront");
        client.setApplicationVersion(version);
        var status = new CompletableFuture<String>();
        client.send(error, (result) -> status.complete(String.valueOf(result.getStatus())));
        assertThat(status.orTimeout(30, TimeUnit.SECONDS).join()).isEqualToIgnoringCase("ok");
        try {
            client.close();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ex);
        }
    }

}
