package io.tracebridge.web.page;

/** Becomes a page that says so, with status 404. */
public class PageNotFoundException extends RuntimeException {

    public PageNotFoundException(String message) {
        super(message);
    }

}
