package io.tracebridge.tracker.github;

import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerRequest;
import io.tracebridge.tracker.http.TrackerResponse;

/** Lists that an admin chooses from, page by page as their Link headers lead. */
final class Pages {

    static final int SIZE = 100;

    /** Nobody chooses from more. */
    private static final int MOST = 20;

    private Pages() {
    }

    /**
     * Calls for a further page only when somebody looks that far.
     * @param field which field of each page holds the list; empty where the page is it
     */
    static Stream<JsonNode> of(TrackerApi api, TrackerRequest request, String field) {
        var first = Optional.of(api.call(request.query("per_page", String.valueOf(SIZE))));
        return Stream.iterate(first, Optional::isPresent, (page) -> page.flatMap((found) -> next(api, found)))
            .limit(MOST)
            .map((page) -> page.get().json())
            .flatMap((json) -> StreamSupport.stream((field.isEmpty() ? json : json.path(field)).spliterator(), false));
    }

    private static Optional<TrackerResponse> next(TrackerApi api, TrackerResponse page) {
        return page.link("next").map(TrackerRequest::follow).map(api::call);
    }

}
