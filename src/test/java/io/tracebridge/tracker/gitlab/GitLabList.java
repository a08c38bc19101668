package io.tracebridge.tracker.gitlab;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;

/** A project's issues, filtered, ordered and cut into pages as GitLab does. */
final class GitLabList {

    private static final String LONG_AGO = "2000-01-01T00:00:00Z";

    private GitLabList() {
    }

    static MockResponse answer(HttpUrl url, List<GitLabItem> items, GitLabJson writer) {
        var query = new TreeMap<String, String>();
        url.queryParameterNames().forEach((name) -> query.put(name, url.queryParameter(name)));
        var order = Comparator
            .comparing(
                    (GitLabItem item) -> query.get("order_by").equals("updated_at") ? item.updatedAt : item.createdAt)
            .thenComparing((item) -> item.globalId);
        var found = items.stream()
            .filter((item) -> item.author == Integer
                .parseInt(query.getOrDefault("author_id", String.valueOf(item.author))))
            .filter((item) -> !item.createdAt.isBefore(Instant.parse(query.getOrDefault("created_after", LONG_AGO))))
            .filter((item) -> !item.updatedAt.isBefore(Instant.parse(query.getOrDefault("updated_after", LONG_AGO))))
            .sorted(query.get("sort").equals("asc") ? order : order.reversed())
            .toList();
        var page = Integer.parseInt(query.getOrDefault("page", "1"));
        var size = Integer.parseInt(query.get("per_page"));
        var array = JsonNodeFactory.instance.arrayNode();
        found.stream().skip((page - 1L) * size).limit(size).map(writer::issue).forEach(array::add);
        var response = new MockResponse.Builder().setHeader("Content-Type", "application/json")
            .setHeader("X-Next-Page", "")
            .body(array.toString());
        if (found.size() > page * size) {
            var next = url.newBuilder().setQueryParameter("page", String.valueOf(page + 1)).build();
            response.setHeader("X-Next-Page", String.valueOf(page + 1))
                .setHeader("Link", "<" + next + ">; rel=\"next\", <" + url + ">; rel=\"first\"");
        }
        return response.build();
    }

}
