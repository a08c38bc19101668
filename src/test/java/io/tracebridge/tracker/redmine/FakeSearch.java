package io.tracebridge.tracker.redmine;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import okhttp3.HttpUrl;

/** The list of issues as an address asks for it: which, in which order, from where on. */
final class FakeSearch {

    private final HttpUrl url;

    private final List<FakeRedmine.Field> fields;

    FakeSearch(HttpUrl url, List<FakeRedmine.Field> fields) {
        this.url = url;
        this.fields = fields;
    }

    List<ObjectNode> in(List<ObjectNode> issues) {
        return issues.stream().filter(wanted()).sorted(order()).toList();
    }

    Stream<ObjectNode> page(List<ObjectNode> found) {
        return found.stream()
            .skip(Integer.parseInt(asked("offset")))
            .limit(Math.min(100, Integer.parseInt(asked("limit"))));
    }

    private Predicate<ObjectNode> wanted() {
        Predicate<ObjectNode> wanted = (issue) -> true;
        if (asked("author_id") != null) {
            wanted = wanted.and((issue) -> issue.path("author").path("id").asText().equals(asked("author_id")));
        }
        if (!asked("status_id").equals("*")) {
            wanted = wanted.and((issue) -> issue.path("status").path("id").asText().equals(asked("status_id")));
        }
        for (var time : List.of("created_on", "updated_on")) {
            if (asked(time) != null) {
                var since = Instant.parse(asked(time).substring(">=".length()));
                wanted = wanted.and((issue) -> !Instant.parse(issue.path(time).asText()).isBefore(since));
            }
        }
        for (var field : this.fields) {
            var value = asked("cf_" + field.id());
            if (value != null && field.filter()) {
                wanted = wanted.and((issue) -> FakeJson.custom(issue, field.id()).path("value").asText().equals(value));
            }
        }
        return wanted;
    }

    private Comparator<ObjectNode> order() {
        var order = Comparator.<ObjectNode>comparingInt((issue) -> issue.path("id").asInt());
        if (asked("sort").startsWith("updated_on,")) {
            order = Comparator
                .<ObjectNode, Instant>comparing((issue) -> Instant.parse(issue.path("updated_on").asText()))
                .thenComparing(order);
        }
        return asked("sort").endsWith(":desc") ? order.reversed() : order;
    }

    private String asked(String name) {
        return this.url.queryParameter(name);
    }

}
