package io.tracebridge.web.page.settings;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.ProjectAdmin;
import io.tracebridge.security.Actor;
import io.tracebridge.triage.ProjectOverview;
import io.tracebridge.web.page.PageProjects;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a project's reports go. The address holds a token, so it is for admins. */
@Controller
@RequestMapping("/projects/{project}/settings/submission")
class SubmissionPage {

    private static final String VIEW = "settings/submission";

    private final PageProjects projects;

    private final ProjectAdmin admin;

    private final ProjectOverview overview;

    private final String url;

    SubmissionPage(PageProjects projects, ProjectAdmin admin, ProjectOverview overview,
            @Value("${tracebridge.url}") String url) {
        this.projects = projects;
        this.admin = admin;
        this.overview = overview;
        this.url = url;
    }

    @GetMapping
    String show(@PathVariable String project, HttpServletRequest request, Model model) {
        var shown = this.projects.get(project);
        if (request.isUserInRole("ADMIN")) {
            var address = shown.submissionUrl(this.url);
            model.addAttribute("url", address);
            model.addAttribute("curl", Sdk.curl(address));
            model.addAttribute("sdks", Sdk.all(this.url, address, shown.submissionToken()));
            arrived(project, model);
        }
        return VIEW;
    }

    /** Asked again and again by a page that waits for the first report. */
    @GetMapping("/arrived")
    String arrived(@PathVariable String project, Model model) {
        var last = this.overview.lastReportAt(this.projects.get(project).id());
        model.addAttribute("waiting", last.isEmpty());
        model.addAttribute("last", last.orElse(null));
        return VIEW + " :: arrived";
    }

    @PostMapping("/token")
    Object newToken(@PathVariable String project, @RequestParam(defaultValue = "false") boolean understood,
            HttpServletRequest request, Actor actor, Model model, RedirectAttributes flash) {
        var owner = this.projects.get(project);
        if (!understood) {
            show(project, request, model);
            return Answers.refused(VIEW, model,
                    new InvalidInputException("understood", "has to be ticked: the old address stops at once"));
        }
        this.admin.newSubmissionToken(owner, actor.id());
        flash.addFlashAttribute("notice",
                "There is a new token. Give the new address to every application; the old one is refused from now on.");
        return Answers.tab(project, "submission");
    }

}
