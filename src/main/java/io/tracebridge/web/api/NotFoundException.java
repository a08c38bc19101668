package io.tracebridge.web.api;

/** What the path names is not there. */
final class NotFoundException extends RuntimeException {

    NotFoundException(String message) {
        super(message);
    }

    static NotFoundException group(String fingerprint) {
        return new NotFoundException("There is no group " + fingerprint + " in this project.");
    }

    static NotFoundException integration(String name) {
        return new NotFoundException("There is no integration \"" + name + "\" in this project.");
    }

}
