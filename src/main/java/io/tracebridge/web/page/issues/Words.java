package io.tracebridge.web.page.issues;

import io.tracebridge.link.IssueRequest;
import io.tracebridge.security.Actor;
import io.tracebridge.triage.LinkQueries.LinkRow;

/** What people read of links and requests. */
final class Words {

    private Words() {
    }

    static String link(LinkRow link) {
        return switch (link.state()) {
            case "reserved" -> "Being created";
            case "linked" -> "Linked";
            case "rejected" -> "Rejected by the tracker";
            case "given-up" -> "Given up";
            case "gone" -> "No longer in the tracker";
            case "superseded" -> "Replaced by a newer issue";
            default -> link.state();
        };
    }

    static String request(IssueRequest.State state) {
        return switch (state) {
            case DRAFTING -> "Details are being prepared";
            case WAITING -> "Waits for details";
            case SUBMITTED -> "Being created";
            case CREATED -> "Created";
            case GIVEN_UP -> "Given up";
            case EXPIRED -> "Expired";
            case CANCELLED -> "Cancelled";
        };
    }

    /**
     * {@code in-progress (Doing)} as "In progress (Doing)"; people are called as they
     * are.
     */
    static String side(String field, String value) {
        if (!field.equals("state") || value.isEmpty()) {
            return value;
        }
        var words = value.startsWith("in-progress") ? "in progress" + value.substring("in-progress".length()) : value;
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** {@code user:ann} as "ann". */
    static String person(String actor) {
        return Actor.of(actor).map(Actor::name).orElse(actor);
    }

}
