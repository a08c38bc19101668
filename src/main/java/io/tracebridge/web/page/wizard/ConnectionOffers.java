package io.tracebridge.web.page.wizard;

import java.util.List;
import java.util.Map;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.TrackerCatalog;
import io.tracebridge.integration.TrackerCatalog.Offers;
import io.tracebridge.integration.TrackerCatalog.Part;
import io.tracebridge.integration.Trackers;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Projects;
import org.springframework.stereotype.Component;

/** What the tracker behind a connection has to choose from. */
@Component
class ConnectionOffers {

    private static final List<Part> PARTS = List.of(Part.PROJECTS, Part.ISSUE_TYPES);

    private final Trackers trackers;

    private final TrackerCatalog catalog;

    private final IntegrationAdmin admin;

    private final Projects projects;

    ConnectionOffers(Trackers trackers, TrackerCatalog catalog, IntegrationAdmin admin, Projects projects) {
        this.trackers = trackers;
        this.catalog = catalog;
        this.admin = admin;
        this.projects = projects;
    }

    Offers saved(Integration saved) {
        return this.catalog.read(saved, PARTS);
    }

    /** Of the connection as typed; nothing but the reason if it is none. */
    Offers typed(Integration saved, Form typed) {
        var project = this.projects.find(saved.project());
        if (project.isEmpty()) {
            return saved(saved);
        }
        var tracker = this.trackers.get(saved.tracker());
        try {
            return this.catalog.read(this.admin.typed(project.get(),
                    new IntegrationSpec(saved.name(), saved.tracker(), saved.state(),
                            ConnectionForm.typed(tracker, typed, false), ConnectionForm.typed(tracker, typed, true),
                            null, null, null)),
                    PARTS);
        }
        catch (InvalidInputException ex) {
            return new Offers(List.of(), List.of(), List.of(), List.of(), List.of(),
                    Map.of(Part.PROJECTS, ex.field() + " " + ex.getMessage()));
        }
    }

}
