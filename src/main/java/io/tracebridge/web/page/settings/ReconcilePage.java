package io.tracebridge.web.page.settings;

import java.util.regex.Pattern;

import io.tracebridge.link.Drifts;
import io.tracebridge.link.ReconcileRequests;
import io.tracebridge.link.ReconcileRuns;
import io.tracebridge.link.RequestRefused;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.security.Actor;
import io.tracebridge.web.page.PageIntegrations;
import io.tracebridge.web.page.PageNotFoundException;
import io.tracebridge.web.page.Sentences;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** Runs that compare all issues of an integration with their groups. */
@Controller
@RequestMapping("/projects/{project}/settings/integrations/{name}/reconcile")
class ReconcilePage {

    private static final String VIEW = "settings/reconcile";

    private static final int MOST_RUNS = 20;

    private static final int PAGE = 100;

    private static final Pattern PLACE = Pattern.compile("(\\d{1,18})-([a-z]{1,20})");

    private final PageIntegrations integrations;

    private final ReconcileRequests requests;

    private final ReconcileRuns runs;

    private final Drifts drifts;

    ReconcilePage(PageIntegrations integrations, ReconcileRequests requests, ReconcileRuns runs, Drifts drifts) {
        this.integrations = integrations;
        this.requests = requests;
        this.runs = runs;
        this.drifts = drifts;
    }

    /**
     * @param run the one to show; the latest if absent
     */
    @GetMapping
    String show(@PathVariable String project, @PathVariable String name, @RequestParam(required = false) Long run,
            @RequestParam(defaultValue = "") String page, Model model) {
        var integration = this.integrations.get(project, name);
        var runs = this.runs.latest(integration.id(), MOST_RUNS);
        model.addAttribute("runs", runs);
        model.addAttribute("integration", name);
        var shown = (run != null) ? this.runs.find(integration.id(), run) : runs.stream().findFirst();
        shown.ifPresent((one) -> fill(model, name, one, page));
        return VIEW;
    }

    /** The part of the page that is asked for until the run ends. */
    @GetMapping("/{run}")
    String progress(@PathVariable String project, @PathVariable String name, @PathVariable long run, Model model) {
        var integration = this.integrations.get(project, name);
        model.addAttribute("runs", this.runs.latest(integration.id(), MOST_RUNS));
        var shown = this.runs.find(integration.id(), run)
            .orElseThrow(() -> new PageNotFoundException("This integration has no run " + run + "."));
        fill(model, name, shown, "");
        return VIEW + " :: run";
    }

    @PostMapping
    RedirectView start(@PathVariable String project, @PathVariable String name,
            @RequestParam(defaultValue = "false") boolean repair, Actor actor, RedirectAttributes flash) {
        try {
            this.requests.request(this.integrations.get(project, name), repair, actor.id());
        }
        catch (RequestRefused ex) {
            throw new PageNotFoundException(ex.getMessage());
        }
        catch (InvalidInputException ex) {
            flash.addFlashAttribute("problem", Sentences.of(ex.field() + " " + ex.getMessage()));
        }
        return Answers.page("projects", project, "settings", "integrations", name, "reconcile");
    }

    private void fill(Model model, String name, ReconcileRuns.Run run, String page) {
        var place = PLACE.matcher(page);
        var rows = place.matches()
                ? this.drifts.list(run.id(), Long.parseLong(place.group(1)), place.group(2), PAGE + 1)
                : this.drifts.list(run.id(), 0, "", PAGE + 1);
        var shown = rows.subList(0, Math.min(PAGE, rows.size()));
        model.addAttribute("integration", name);
        model.addAttribute("run", run);
        model.addAttribute("askedBy", Actor.of(run.requestedBy()).map(Actor::name).orElse("the nightly run"));
        model.addAttribute("drifts", shown);
        model.addAttribute("next", (rows.size() > PAGE) ? shown.getLast().link() + "-" + shown.getLast().kind() : null);
    }

}
