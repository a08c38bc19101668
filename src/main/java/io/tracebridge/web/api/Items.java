package io.tracebridge.web.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A list in an answer. @param nextPage what to pass as {@code page} for more; absent on
 * the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Items<T>(List<T> items, String nextPage) {

    static <T> Items<T> of(List<T> items) {
        return new Items<>(items, null);
    }

}
