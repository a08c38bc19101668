package io.tracebridge.web.page.settings;

import java.util.Arrays;
import java.util.List;

import io.tracebridge.project.Attribute;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.project.ProjectAdmin;
import io.tracebridge.project.Projects;
import io.tracebridge.triage.AttributeUses;
import io.tracebridge.triage.SeenAttributes;
import io.tracebridge.web.page.PageProjects;
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

/** The attributes of a project: defined ones with their uses, and candidates. */
@Controller
@RequestMapping("/projects/{project}/settings/attributes")
class AttributesPage {

    private static final String VIEW = "settings/attributes";

    private static final List<String> TYPES = Arrays.stream(Attribute.Type.values()).map(Attribute.Type::id).toList();

    private final PageProjects pages;

    private final Projects projects;

    private final ProjectAdmin admin;

    private final AttributeUses uses;

    private final SeenAttributes seen;

    AttributesPage(PageProjects pages, Projects projects, ProjectAdmin admin, AttributeUses uses, SeenAttributes seen) {
        this.pages = pages;
        this.projects = projects;
        this.admin = admin;
        this.uses = uses;
        this.seen = seen;
    }

    /**
     * @param edit name of the attribute that the form changes; empty for none
     */
    @GetMapping
    String show(@PathVariable String project, @RequestParam(defaultValue = "") String edit, Model model) {
        var owner = this.pages.get(project);
        var changed = this.projects.attributes(owner.id())
            .stream()
            .filter((one) -> one.name().equals(edit))
            .findFirst();
        model.addAttribute("editing", changed.isPresent());
        fill(model, owner, changed.map((one) -> new Form(one.name(), one.type().id(), one.description()))
            .orElse(new Form("", "string", "")));
        return VIEW;
    }

    @PostMapping
    Object save(@PathVariable String project, @RequestParam String name, @RequestParam String type,
            @RequestParam(defaultValue = "") String description, @RequestParam(defaultValue = "false") boolean editing,
            Model model, RedirectAttributes flash) {
        var owner = this.pages.get(project);
        try {
            this.admin.saveAttribute(owner, name.strip(), type, description.strip());
        }
        catch (InvalidInputException ex) {
            model.addAttribute("editing", editing);
            fill(model, owner, new Form(name, type, description));
            return Answers.refused(VIEW, model, ex);
        }
        flash.addFlashAttribute("notice", name.strip() + " is defined as " + type + ".");
        return Answers.tab(project, "attributes");
    }

    @PostMapping("/{name}/delete")
    Object delete(@PathVariable String project, @PathVariable String name, Model model, RedirectAttributes flash) {
        var owner = this.pages.get(project);
        try {
            this.uses.delete(owner.id(), name);
        }
        catch (InvalidInputException ex) {
            show(project, "", model);
            model.addAttribute("problem", name + " " + ex.getMessage() + ".");
            return new ModelAndView(VIEW, model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        flash.addFlashAttribute("notice", name + " is not defined any more.");
        return Answers.tab(project, "attributes");
    }

    private void fill(Model model, Project owner, Form form) {
        var uses = this.uses.all(owner.id());
        model.addAttribute("form", form);
        model.addAttribute("types", TYPES);
        model.addAttribute("defined",
                this.projects.attributes(owner.id())
                    .stream()
                    .map((one) -> new Defined(one.name(), one.type().id(), one.description(),
                            uses.getOrDefault(one.name(), List.of())))
                    .toList());
        model.addAttribute("seen",
                this.seen.undefined(owner.id())
                    .stream()
                    .map((one) -> new Seen(one.name(), one.type().id(), one.example(), one.reports(), one.sampled(),
                            ProjectAdmin.definable(one.name())))
                    .toList());
    }

    record Form(String name, String type, String description) {
    }

    record Defined(String name, String type, String description, List<String> usedBy) {
    }

    record Seen(String name, String type, String example, long reports, long sampled, boolean definable) {
    }

}
