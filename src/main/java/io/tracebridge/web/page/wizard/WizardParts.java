package io.tracebridge.web.page.wizard;

import io.tracebridge.web.page.PageIntegrations;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the steps show beside the form while it is being typed. Nothing is saved. */
@Controller
@RequestMapping("/projects/{project}/settings/integrations/{name}/edit")
class WizardParts {

    private final PageIntegrations lookup;

    private final StepModel steps;

    private final StateSketches sketches;

    WizardParts(PageIntegrations lookup, StepModel steps, StateSketches sketches) {
        this.lookup = lookup;
        this.steps = steps;
        this.sketches = sketches;
    }

    @PostMapping("/preview")
    String preview(@PathVariable String project, @PathVariable String name,
            @RequestParam MultiValueMap<String, String> params, Model model) {
        this.steps.preview(model, this.lookup.get(project, name),
                PayloadForm.of(new Form(params), false).payload(new Errors()));
        return "wizard/parts :: preview";
    }

    @PostMapping("/state-map")
    String stateMap(@PathVariable String project, @PathVariable String name,
            @RequestParam MultiValueMap<String, String> params, Model model) {
        model.addAttribute("map",
                this.sketches.of(this.lookup.get(project, name), SyncForm.states(new Form(params), false)));
        return "wizard/parts :: statuses";
    }

    @PostMapping("/dry-run")
    String dryRun(@PathVariable String project, @PathVariable String name,
            @RequestParam MultiValueMap<String, String> params, Model model) {
        var integration = this.lookup.get(project, name);
        model.addAttribute("project", project);
        this.steps.trial(model, integration, RulesForm.of(new Form(params), true));
        return "wizard/parts :: trial";
    }

}
