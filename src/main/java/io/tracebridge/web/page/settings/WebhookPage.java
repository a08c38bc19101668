package io.tracebridge.web.page.settings;

import java.util.Optional;

import io.tracebridge.integration.Trackers;
import io.tracebridge.integration.WebhookSettings;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.security.Actor;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.Webhooks;
import io.tracebridge.web.page.PageIntegrations;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** An integration's webhook. Its secrets are shown once, to whoever sets it up. */
@Controller
@RequestMapping("/projects/{project}/settings/integrations/{name}/webhook")
class WebhookPage {

    private static final String VIEW = "settings/webhook";

    private final PageIntegrations integrations;

    private final WebhookSettings settings;

    private final Trackers trackers;

    WebhookPage(PageIntegrations integrations, WebhookSettings settings, Trackers trackers) {
        this.integrations = integrations;
        this.settings = settings;
        this.trackers = trackers;
    }

    @GetMapping
    String show(@PathVariable String project, @PathVariable String name, Model model) {
        var integration = this.integrations.get(project, name);
        model.addAttribute("integration", integration.name());
        model.addAttribute("status", this.settings.status(integration));
        model.addAttribute("theirs",
                this.trackers.knows(integration.tracker()) && this.trackers.get(integration.tracker())
                    .webhooks()
                    .filter((webhooks) -> webhooks.secretFrom() == Webhooks.Secret.TRACKERS)
                    .isPresent());
        return VIEW;
    }

    /**
     * Answers the page itself and no redirect, since nothing else ever shows the secrets.
     * @param secret the one that the tracker made; absent to make a new address
     */
    @PostMapping
    ModelAndView setUp(@PathVariable String project, @PathVariable String name,
            @RequestParam(required = false) String secret, Actor actor, Model model) {
        var integration = this.integrations.get(project, name);
        var entered = Optional.ofNullable(secret).map(String::strip);
        try {
            var made = this.settings.setUp(integration, entered, actor.id());
            model.addAttribute(entered.isPresent() ? "notice" : "made",
                    entered.isPresent() ? "The secret is stored; deliveries are taken." : made);
        }
        catch (InvalidInputException ex) {
            show(project, name, model);
            return Answers.refused(VIEW, model, ex);
        }
        catch (TrackerException ex) {
            show(project, name, model);
            model.addAttribute("problem", "The tracker did not do it: " + ex.getMessage());
            return new ModelAndView(VIEW, model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        show(project, name, model);
        return new ModelAndView(VIEW, model.asMap());
    }

    @PostMapping("/remove")
    RedirectView remove(@PathVariable String project, @PathVariable String name, Actor actor,
            RedirectAttributes flash) {
        var removal = this.settings.remove(this.integrations.get(project, name), actor.id());
        flash.addFlashAttribute("notice", removal.message());
        return Answers.page("projects", project, "settings", "integrations", name, "webhook");
    }

}
