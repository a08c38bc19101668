package io.tracebridge.integration;

/** Somebody else saved or deleted an integration while a person was changing it. */
public final class IntegrationChanged extends RuntimeException {

    IntegrationChanged(String name) {
        super("Somebody else changed \"" + name + "\" meanwhile, so nothing was saved. Load the page again and make the"
                + " change there.");
    }

}
