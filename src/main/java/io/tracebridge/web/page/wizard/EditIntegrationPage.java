package io.tracebridge.web.page.wizard;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationChanged;
import io.tracebridge.integration.Integrations;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.web.page.PageIntegrations;
import io.tracebridge.web.page.PageProjects;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The steps of an integration that is there. Each changes its own part and leaves the
 * others as they are saved.
 */
@Controller
@RequestMapping("/projects/{project}/settings/integrations/{name}/edit")
class EditIntegrationPage {

    private final PageProjects projects;

    private final PageIntegrations lookup;

    private final Integrations integrations;

    private final IntegrationAdmin admin;

    private final StepModel steps;

    private final StepSpecs specs;

    EditIntegrationPage(PageProjects projects, PageIntegrations lookup, Integrations integrations,
            IntegrationAdmin admin, StepModel steps, StepSpecs specs) {
        this.projects = projects;
        this.lookup = lookup;
        this.integrations = integrations;
        this.admin = admin;
        this.steps = steps;
        this.specs = specs;
    }

    @GetMapping
    String show(@PathVariable String project, @PathVariable String name, @RequestParam(defaultValue = "1") int step,
            @RequestParam(defaultValue = "false") boolean check, Model model) {
        var found = this.lookup.get(project, name);
        // First when, then what: a change in between is taken for one afterwards.
        model.addAttribute("version", this.integrations.changedAt(found.id()).toString());
        var saved = this.lookup.get(project, name);
        if (check) {
            model.addAttribute("checks", this.admin.test(saved));
        }
        return page(model, project, Step.of(step), saved, null, Map.of());
    }

    @PostMapping
    Object save(@PathVariable String project, @PathVariable String name, @RequestParam(defaultValue = "1") int step,
            @RequestParam MultiValueMap<String, String> params, Model model, HttpServletResponse response,
            RedirectAttributes flash) {
        var owner = this.projects.get(project);
        var saved = this.lookup.get(project, name);
        var at = Step.of(step);
        var form = new Form(params);
        model.addAttribute("version", form.text("version"));
        if (form.has("op") || form.has("suggestion")) {
            return page(model, project, at, saved, changed(form), Map.of());
        }
        var errors = new Errors();
        var spec = this.specs.of(at, form, saved, errors);
        if (errors.none()) {
            try {
                var now = this.admin.save(owner, spec, version(form));
                flash.addFlashAttribute("notice", at.title() + " saved.");
                return Places.edit(project, name, next(at, form, now));
            }
            catch (InvalidInputException ex) {
                errors.add(ex);
            }
            catch (IntegrationChanged ex) {
                response.setStatus(409);
                model.addAttribute("problem", ex.getMessage());
                return page(model, project, at, saved, form, Map.of());
            }
        }
        response.setStatus(422);
        return page(model, project, at, saved, form, errors.messages());
    }

    @PostMapping("/enable")
    Object enable(@PathVariable String project, @PathVariable String name, @RequestParam String version,
            RedirectAttributes flash) {
        var owner = this.projects.get(project);
        var saved = this.lookup.get(project, name);
        try {
            this.admin.save(owner, StepSpecs.with(saved, Integration.State.ENABLED), instant(version));
            flash.addFlashAttribute("notice", name + " is enabled.");
        }
        catch (IntegrationChanged ex) {
            flash.addFlashAttribute("problem", ex.getMessage());
        }
        return Places.edit(project, name, "?step=" + Step.SUMMARY.number());
    }

    private static Form changed(Form form) {
        var suggested = form.text("suggestion").split("\t", 2);
        return (suggested.length == 2) ? form.with("people", List.of(suggested)) : form.apply(form.text("op"));
    }

    private String next(Step step, Form form, Integration saved) {
        var here = "?step=" + step.number();
        if (step == Step.CONNECTION && !this.admin.test(saved).stream().allMatch((check) -> check.ok())) {
            return here + "&check=true";
        }
        return form.text("go").equals("stay") ? here : "?step=" + step.next().number();
    }

    private static Instant version(Form form) {
        return instant(form.text("version"));
    }

    private static Instant instant(String version) {
        try {
            return Instant.parse(version);
        }
        catch (DateTimeParseException ex) {
            throw new InvalidInputException("version", "is missing; load the page again");
        }
    }

    private String page(Model model, String project, Step step, Integration saved, Form typed,
            Map<String, String> errors) {
        model.addAttribute("project", project);
        model.addAttribute("errors", errors);
        this.steps.fill(model, step, saved, typed);
        return "wizard/edit";
    }

}
