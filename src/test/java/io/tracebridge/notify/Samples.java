package io.tracebridge.notify;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.tracebridge.link.LinkedIssue;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.IssueRef;

/** Messages and targets without a database. */
final class Samples {

    static final UUID ID = UUID.fromString("1b9e7b54-3f0a-4d3a-9d63-0d1c5c7d1e11");

    private Samples() {
    }

    static Message message() {
        return message("TypeError in Cart.total", "TypeError");
    }

    static Message message(String title, String classifier) {
        return message(5, title, classifier);
    }

    static Message message(long link, String title, String classifier) {
        var issue = new LinkedIssue(link, 3, new IssueRef("7", "SHOP-7", "https://tracker.example/SHOP-7?a=1&b=2"),
                title);
        return new Message(ID, Instant.parse("2026-11-22T10:00:00Z"), "@oncall", "shop", issue, "ab".repeat(32),
                "https://bridge.example/projects/shop/groups/" + "ab".repeat(32), classifier, 1204);
    }

    static Target target(String kind, Map<String, String> settings, Map<String, String> credential) {
        return new Target(1, 2, "shop", "@oncall", kind, Target.State.ENABLED, new Connection(settings, credential),
                Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty());
    }

}
