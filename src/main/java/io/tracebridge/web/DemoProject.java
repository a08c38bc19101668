package io.tracebridge.web;

import java.util.List;
import java.util.Map;

import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A project to try things with, made when there is none at all. */
@Component
class DemoProject {

    static final String NAME = "demo";

    private final JdbcClient jdbc;

    private final Projects projects;

    private final IntegrationAdmin integrations;

    private final boolean wanted;

    DemoProject(JdbcClient jdbc, Projects projects, IntegrationAdmin integrations,
            @Value("${tracebridge.demo}") boolean wanted) {
        this.jdbc = jdbc;
        this.projects = projects;
        this.integrations = integrations;
        this.wanted = wanted;
    }

    void makeWhereNoneIs() {
        var none = !this.jdbc.sql("select exists (select from project)").query(Boolean.class).single();
        if (this.wanted && none) {
            var demo = this.projects.save(NAME, "A project to try things with", null);
            this.integrations.save(demo, sandbox());
        }
    }

    Project find() {
        return this.projects.find(NAME).orElse(null);
    }

    private static IntegrationSpec sandbox() {
        return new IntegrationSpec("sandbox", "sandbox", Integration.State.ENABLED, Map.of(), Map.of(), null, null,
                new Automation(true, Automation.Event.GROUP, 0, 0, List.of()));
    }

}
