package io.tracebridge.web.api;

/** What the path names is not there. */
final class NotFoundException extends RuntimeException {

    NotFoundException(String message) {
        super(message);
    }

}
