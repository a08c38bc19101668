package io.tracebridge.web.page.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tracebridge.integration.IntegrationOverview;
import io.tracebridge.link.LinkBacklog;
import io.tracebridge.link.RunsUnderWay;
import io.tracebridge.notify.SwitchedOff;
import io.tracebridge.outbox.EngineConsoles;
import io.tracebridge.outbox.EngineProbe;
import io.tracebridge.outbox.OutboxBacklog;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What waits, fails or is stuck, in all projects; the page renews itself. */
@Controller
class OperationsPage {

    private static final int MOST_LISTED = 20;

    /** Until then "3 minutes ago" is still true enough. */
    private static final long FRESH_SECONDS = 60;

    private final OutboxBacklog outbox;

    private final LinkBacklog links;

    private final IntegrationOverview integrations;

    private final SwitchedOff targets;

    private final RunsUnderWay runs;

    private final EngineConsoles consoles;

    private final ObjectProvider<EngineProbe> engine;

    private final Clock clock;

    OperationsPage(OutboxBacklog outbox, LinkBacklog links, IntegrationOverview integrations, SwitchedOff targets,
            RunsUnderWay runs, EngineConsoles consoles, ObjectProvider<EngineProbe> engine, Clock clock) {
        this.outbox = outbox;
        this.links = links;
        this.integrations = integrations;
        this.targets = targets;
        this.runs = runs;
        this.consoles = consoles;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * @param seen digest of what the page shows; 204 while that is still so
     */
    @GetMapping("/operations")
    String operations(@RequestParam(required = false) String seen, Model model, HttpServletResponse response) {
        var view = view();
        var digest = digest(view);
        if (digest.equals(seen)) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return null;
        }
        model.addAttribute("view", view);
        model.addAttribute("seen", digest);
        model.addAttribute("consoles", this.consoles);
        return "operations/operations";
    }

    private OperationsView view() {
        var probe = this.engine.getIfAvailable();
        var trouble = (probe != null) ? probe.trouble() : Optional.<String>empty();
        return new OperationsView(probe != null, trouble.orElse(null), this.outbox.kinds(),
                this.outbox.failing(MOST_LISTED), this.links.dirty(), sections(), this.integrations.list(),
                this.targets.list(), this.runs.list());
    }

    private List<OperationsView.Section> sections() {
        var listed = this.links.troubles(MOST_LISTED);
        return this.links.counts()
            .stream()
            .map((count) -> new OperationsView.Section(TroubleWords.of(count.trouble()), count.number(),
                    listed.stream().filter((item) -> item.trouble() == count.trouble()).toList()))
            .toList();
    }

    private String digest(OperationsView view) {
        return Integer.toHexString(view.hashCode()) + "-" + Instant.now(this.clock).getEpochSecond() / FRESH_SECONDS;
    }

}
