package io.tracebridge.integration;

import io.micrometer.core.instrument.Tags;

/** What an integration's metrics are told apart by. */
public final class IntegrationTags {

    static final String PROJECT = "project";

    static final String INTEGRATION = "integration";

    static final String TRACKER = "tracker";

    /** For what belongs to none: a metric has the same tags always. */
    public static final Tags NONE = of("", "", "");

    private IntegrationTags() {
    }

    public static Tags of(Integration integration) {
        return of(integration.project(), integration.name(), integration.tracker());
    }

    public static Tags of(String project, String integration, String tracker) {
        return Tags.of(PROJECT, project, INTEGRATION, integration, TRACKER, tracker);
    }

}
