package io.tracebridge.link;

/** It is too late for what a person asks, or somebody else was faster; says which. */
public final class RequestRefused extends RuntimeException {

    RequestRefused(String message) {
        super(message);
    }

}
