package io.tracebridge.web.page.settings;

import java.util.TreeSet;
import java.util.stream.Collectors;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.ProjectAdmin;
import io.tracebridge.web.page.PageProjects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** What a project is, and what is removed from its reports. */
@Controller
@RequestMapping("/projects/{project}/settings")
class GeneralPage {

    private static final String VIEW = "settings/general";

    private final PageProjects projects;

    private final ProjectAdmin admin;

    GeneralPage(PageProjects projects, ProjectAdmin admin) {
        this.projects = projects;
        this.admin = admin;
    }

    @GetMapping
    RedirectView first(@PathVariable String project) {
        return Answers.tab(this.projects.get(project).name(), "general");
    }

    @GetMapping("/general")
    String show(@PathVariable String project, Model model) {
        var shown = this.projects.get(project);
        model.addAttribute("description", shown.description());
        model.addAttribute("scrub", String.join("\n", new TreeSet<>(shown.scrub())));
        return VIEW;
    }

    @PostMapping("/general")
    Object save(@PathVariable String project, @RequestParam(defaultValue = "") String description,
            @RequestParam(defaultValue = "") String scrub, Model model, RedirectAttributes flash) {
        var names = scrub.lines().map(String::strip).filter((line) -> !line.isEmpty()).collect(Collectors.toSet());
        try {
            this.admin.save(this.projects.get(project).name(), description.strip(), names);
        }
        catch (InvalidInputException ex) {
            model.addAttribute("description", description);
            model.addAttribute("scrub", scrub);
            return Answers.refused(VIEW, model, ex);
        }
        flash.addFlashAttribute("notice", "Saved. Reports that come from now on are treated so.");
        return Answers.tab(project, "general");
    }

}
