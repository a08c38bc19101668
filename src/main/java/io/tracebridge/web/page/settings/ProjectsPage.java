package io.tracebridge.web.page.settings;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.ProjectAdmin;
import io.tracebridge.project.Projects;
import io.tracebridge.triage.ProjectOverview;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All projects; admins make new ones. */
@Controller
@RequestMapping("/projects")
class ProjectsPage {

    private final ProjectOverview overview;

    private final Projects projects;

    private final ProjectAdmin admin;

    ProjectsPage(ProjectOverview overview, Projects projects, ProjectAdmin admin) {
        this.overview = overview;
        this.projects = projects;
        this.admin = admin;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("projects", this.overview.list());
        return "projects";
    }

    /** Leads to where the first error is sent from. */
    @PostMapping
    Object create(@RequestParam String name, @RequestParam(defaultValue = "") String description, Model model,
            RedirectAttributes flash) {
        try {
            if (this.projects.find(name).isPresent()) {
                throw new InvalidInputException("project", "is taken by another project");
            }
            this.admin.save(name.strip(), description.strip(), null);
        }
        catch (InvalidInputException ex) {
            model.addAttribute("name", name);
            model.addAttribute("description", description);
            list(model);
            return Answers.refused("projects", model, ex);
        }
        flash.addFlashAttribute("notice", "The project is there. Now send it the first error.");
        return Answers.tab(name.strip(), "submission");
    }

}
