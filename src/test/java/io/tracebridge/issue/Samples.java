package io.tracebridge.issue;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Groups that tests write issues of. */
public final class Samples {

    public static final String URL = "https://trace.example/projects/shop/groups/1f0c0e2a";

    private static final String FINGERPRINT = "1f0c0e2a9b7d4c55" + "0".repeat(48);

    private Samples() {
    }

    public static GroupSummary group() {
        return group(List.of("java.lang.NullPointerException"),
                List.of("Cart.total", "Checkout.pay", "Http.handle", "Thread.run"),
                Map.of("application", Map.of("storefront", 12L), "application.version",
                        Map.of("2.3.1", 3L, "2.4.0", 9L), "hostname", Map.of("web-1", 12L), "build type", Map.of()));
    }

    public static GroupSummary group(List<String> classifiers, List<String> frames,
            Map<String, Map<String, Long>> values) {
        return new GroupSummary("shop", FINGERPRINT, classifiers, frames, values, 12,
                Instant.parse("2026-03-01T08:00:00Z"), Instant.parse("2026-03-02T09:30:15.9Z"), URL);
    }

    /** A group in which every text that comes with a report is the given one. */
    public static GroupSummary groupOf(String text) {
        return group(List.of(text, text), List.of(text, text, text),
                Map.of(text, Map.of(text, 2L), "application", Map.of(text, 1L), "version", Map.of(text, 1L)));
    }

}
