package io.tracebridge.web.page.settings;

import java.time.Clock;
import java.time.Instant;
import java.util.TreeMap;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationStatus;
import io.tracebridge.integration.Trackers;
import io.tracebridge.integration.WebhookSettings;
import io.tracebridge.link.LinkCounts;
import io.tracebridge.link.PollRequests;
import io.tracebridge.web.page.PageIntegrations;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A project's integrations, and how each fares. */
@Controller
class IntegrationsPage {

    private final PageIntegrations integrations;

    private final IntegrationAdmin admin;

    private final IntegrationStatus status;

    private final LinkCounts links;

    private final WebhookSettings webhooks;

    private final PollRequests polling;

    private final Trackers trackers;

    private final Clock clock;

    IntegrationsPage(PageIntegrations integrations, IntegrationAdmin admin, IntegrationStatus status, LinkCounts links,
            WebhookSettings webhooks, PollRequests polling, Trackers trackers, Clock clock) {
        this.integrations = integrations;
        this.admin = admin;
        this.status = status;
        this.links = links;
        this.webhooks = webhooks;
        this.polling = polling;
        this.trackers = trackers;
        this.clock = clock;
    }

    /**
     * @param open name of the one to unfold; empty for none
     */
    @GetMapping("/projects/{project}/settings/integrations")
    String list(@PathVariable String project, @RequestParam(defaultValue = "") String open, Model model) {
        var all = this.integrations.all(project);
        var ids = all.stream().map(Integration::id).toList();
        var status = this.status.of(ids);
        var links = this.links.of(ids);
        model.addAttribute("integrations",
                all.stream().map((one) -> row(one, status.get(one.id()), links.getOrDefault(one.id(), 0L))).toList());
        model.addAttribute("open", (all.size() == 1) ? all.getFirst().name() : open);
        model.addAttribute("sandbox", all.stream().anyMatch((one) -> one.tracker().equals("sandbox")));
        return "settings/integrations";
    }

    private IntegrationRow row(Integration one, IntegrationStatus.Status status, long links) {
        var known = this.trackers.knows(one.tracker());
        return new IntegrationRow(one.id(), one.name(), known ? this.trackers.get(one.tracker()).name() : one.tracker(),
                one.state(), one.pause().map(Integration.Pause::reason).orElse(null), status,
                status.waitsUntil() != null && status.waitsUntil().isAfter(Instant.now(this.clock)), links,
                known && this.trackers.get(one.tracker()).webhooks().isPresent(), this.webhooks.status(one),
                this.polling.state(one).orElse(null), new TreeMap<>(one.sync().people()), this.admin.warnings(one));
    }

}
