package io.tracebridge.tracker.http;

import io.tracebridge.tracker.TrackerException;

/**
 * A tracker's knowledge of its own refusals. Asked for every answer outside 2xx that
 * {@link TrackerApi} does not understand alone: not for 5xx, 408, 425, 429, nor for HTML
 * other than 401 and 403 (some trackers refuse credentials that way).
 */
@FunctionalInterface
public interface ErrorReader {

    /**
     * @param response its body is missing when the answer was empty or not JSON;
     * credentials in it are masked already
     */
    TrackerException read(TrackerResponse response);

}
