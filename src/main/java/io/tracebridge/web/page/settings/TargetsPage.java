package io.tracebridge.web.page.settings;

import java.util.List;
import java.util.Map;

import io.tracebridge.notify.Target;
import io.tracebridge.notify.TargetAdmin;
import io.tracebridge.notify.Targets;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.tracker.Setting;
import io.tracebridge.web.page.PageNotFoundException;
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

/** Whom rules mention. Credentials go in and never come back. */
@Controller
@RequestMapping("/projects/{project}/settings/targets")
class TargetsPage {

    private static final String FORM = "settings/target";

    private final PageProjects projects;

    private final Targets targets;

    private final TargetAdmin admin;

    TargetsPage(PageProjects projects, Targets targets, TargetAdmin admin) {
        this.projects = projects;
        this.targets = targets;
        this.admin = admin;
    }

    @GetMapping
    String list(@PathVariable String project, Model model) {
        var owner = this.projects.get(project);
        model.addAttribute("targets", this.targets.list(owner.id()).stream().map(TargetRow::of).toList());
        model.addAttribute("kinds",
                this.admin.kinds().keySet().stream().map((kind) -> new Kind(kind, TargetRow.kindName(kind))).toList());
        return "settings/targets";
    }

    @GetMapping("/new")
    String create(@PathVariable String project, @RequestParam String kind, Model model) {
        this.projects.get(project);
        model.addAttribute("form", TargetForm.empty(kind, settings(kind)));
        return FORM;
    }

    @GetMapping("/{name}/edit")
    String edit(@PathVariable String project, @PathVariable String name, Model model) {
        var target = find(project, name);
        model.addAttribute("form", TargetForm.of(target, settings(target.kind())));
        return FORM;
    }

    @PostMapping
    Object save(@PathVariable String project, @RequestParam String kind, @RequestParam String name,
            @RequestParam(defaultValue = "false") boolean stored, @RequestParam(defaultValue = "false") boolean on,
            @RequestParam Map<String, String> all, Model model, RedirectAttributes flash) {
        var owner = this.projects.get(project);
        var before = this.targets.find(owner.id(), name);
        try {
            if (!stored && before.isPresent()) {
                throw new InvalidInputException("name", "is taken by another target of this project");
            }
            this.admin.save(owner, TargetForm.spec(name.strip(), kind, on, all));
        }
        catch (InvalidInputException ex) {
            model.addAttribute("form", TargetForm.typed(name, kind, on, stored, all, settings(kind), before));
            return Answers.refused(FORM, model, ex);
        }
        flash.addFlashAttribute("notice", name.strip() + " is saved. Test sends it a message.");
        return Answers.tab(project, "targets");
    }

    @PostMapping("/{name}/test")
    RedirectView test(@PathVariable String project, @PathVariable String name, RedirectAttributes flash) {
        var result = this.admin.test(find(project, name));
        flash.addFlashAttribute(result.ok() ? "notice" : "problem", name + ": " + result.message());
        return Answers.tab(project, "targets");
    }

    @PostMapping("/{name}/delete")
    RedirectView delete(@PathVariable String project, @PathVariable String name, RedirectAttributes flash) {
        this.targets.delete(this.projects.get(project).id(), name);
        flash.addFlashAttribute("notice", name + " is deleted.");
        return Answers.tab(project, "targets");
    }

    private List<Setting> settings(String kind) {
        var settings = this.admin.kinds().get(kind);
        if (settings == null) {
            throw new PageNotFoundException("There are no targets of this kind.");
        }
        return settings;
    }

    private Target find(String project, String name) {
        return this.targets.find(this.projects.get(project).id(), name)
            .orElseThrow(() -> new PageNotFoundException("There is no mention target " + name + "."));
    }

    record Kind(String id, String name) {
    }

}
