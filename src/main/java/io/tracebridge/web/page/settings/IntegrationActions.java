package io.tracebridge.web.page.settings;

import java.util.Arrays;
import java.util.List;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.Integrations;
import io.tracebridge.link.LinkCounts;
import io.tracebridge.link.PollRequests;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.web.page.PageIntegrations;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** What admins do with an integration that is there. */
@Controller
@RequestMapping("/projects/{project}/settings/integrations/{name}")
class IntegrationActions {

    private static final String CONFIRM = "settings/delete";

    private final PageIntegrations integrations;

    private final Integrations store;

    private final IntegrationAdmin admin;

    private final PollRequests polling;

    private final LinkCounts links;

    IntegrationActions(PageIntegrations integrations, Integrations store, IntegrationAdmin admin, PollRequests polling,
            LinkCounts links) {
        this.integrations = integrations;
        this.store = store;
        this.admin = admin;
        this.polling = polling;
        this.links = links;
    }

    /** Asks the live tracker; answers the part of the page that shows the checks. */
    @PostMapping("/test")
    String test(@PathVariable String project, @PathVariable String name, Model model) {
        var integration = this.integrations.get(project, name);
        var checks = this.admin.test(integration);
        model.addAttribute("ok", checks.stream().allMatch(TrackerClient.Check::ok));
        model.addAttribute("checks", checks);
        model.addAttribute("warnings", this.admin.warnings(integration));
        return "settings/checks :: checks";
    }

    @PostMapping("/state")
    RedirectView state(@PathVariable String project, @PathVariable String name, @RequestParam String state,
            RedirectAttributes flash) {
        var wanted = Arrays.stream(Integration.State.values())
            .filter((one) -> one.name().equalsIgnoreCase(state))
            .findFirst()
            .orElseThrow(() -> new InvalidInputException("state", "must be one of enabled, stopped, disabled"));
        this.store.changeState(this.integrations.get(project, name).id(), wanted);
        flash.addFlashAttribute("notice", name + switch (wanted) {
            case ENABLED -> " goes on, with what waited first.";
            case STOPPED -> " is paused. Nothing is lost: what comes meanwhile waits, and goes on when you resume.";
            case DISABLED -> " is switched off. Errors that come now start no issues in it.";
        });
        return Answers.integration(project, name);
    }

    @PostMapping("/poll")
    RedirectView poll(@PathVariable String project, @PathVariable String name, RedirectAttributes flash) {
        try {
            this.polling.poll(this.integrations.get(project, name));
            flash.addFlashAttribute("notice", "The tracker of " + name + " is being asked for changes.");
        }
        catch (InvalidInputException ex) {
            flash.addFlashAttribute("problem", name + " " + ex.getMessage() + ".");
        }
        return Answers.integration(project, name);
    }

    @GetMapping("/delete")
    String confirm(@PathVariable String project, @PathVariable String name, Model model) {
        var integration = this.integrations.get(project, name);
        model.addAttribute("integration", integration.name());
        model.addAttribute("links", this.links.of(List.of(integration.id())).getOrDefault(integration.id(), 0L));
        return CONFIRM;
    }

    /**
     * @param typed the name once more, in the person's own hand
     */
    @PostMapping("/delete")
    Object delete(@PathVariable String project, @PathVariable String name,
            @RequestParam(name = "name", defaultValue = "") String typed, Model model, RedirectAttributes flash) {
        var integration = this.integrations.get(project, name);
        if (!typed.strip().equals(name)) {
            confirm(project, name, model);
            model.addAttribute("typed", typed);
            return Answers.refused(CONFIRM, model,
                    new InvalidInputException("name", "is another one: type " + name + " to delete it"));
        }
        this.store.delete(integration.projectId(), name);
        flash.addFlashAttribute("notice", name + " is deleted.");
        return Answers.tab(project, "integrations");
    }

}
