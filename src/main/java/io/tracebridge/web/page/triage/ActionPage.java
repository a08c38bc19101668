package io.tracebridge.web.page.triage;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.security.Actor;
import io.tracebridge.triage.GroupChanges;
import io.tracebridge.triage.Until;
import io.tracebridge.web.page.PageProjects;
import io.tracebridge.web.page.SeeOther;
import io.tracebridge.web.page.Sentences;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The forms that change groups, one or many. They stand on a page of their own, which
 * {@code triage.js} shows in a dialog.
 */
@Controller
@RequestMapping("/projects/{project}/groups/actions/{action}")
class ActionPage {

    private final GroupChanges changes;

    private final ActionForms forms;

    private final PageProjects projects;

    private final Clock clock;

    ActionPage(GroupChanges changes, ActionForms forms, PageProjects projects, Clock clock) {
        this.changes = changes;
        this.forms = forms;
        this.projects = projects;
        this.clock = clock;
    }

    @GetMapping
    String ask(@PathVariable String project, @PathVariable("action") String name,
            @ModelAttribute("form") ActionForm form, UntilForm until, HttpServletRequest request, Model model) {
        var action = Action.of(name);
        var projectId = this.projects.get(project).id();
        var groups = this.forms.required(projectId, form.group());
        var sole = (groups.size() == 1) ? groups.getFirst().assignee() : null;
        return this.forms.show(projectId, action, form.returningTo(Way.back(request, project)).assignedTo(sole), until,
                Map.of(), model);
    }

    @PostMapping
    Object change(@PathVariable String project, @PathVariable("action") String name, ActionForm form, UntilForm until,
            Actor actor, Model model, HttpServletResponse response, RedirectAttributes next) {
        var action = Action.of(name);
        var projectId = this.projects.get(project).id();
        var errors = new LinkedHashMap<String, String>();
        var labels = this.forms.labels(projectId, form.group());
        try {
            var conditions = action.lasts() ? until.read(this.clock, errors) : List.<Until>of();
            if (action == Action.TAG && ActionForm.tags(form.addTags()).isEmpty()
                    && ActionForm.tags(form.removeTags()).isEmpty()) {
                errors.put("addTags", "Name at least one tag to add or to remove.");
            }
            if (errors.isEmpty()) {
                var results = this.changes.change(projectId, form.group(), form.change(action, conditions), actor.id());
                Outcome.of(form.done(action), results, labels).tell(next);
                return SeeOther.to(Way.within(form.back(), project));
            }
        }
        catch (InvalidInputException ex) {
            errors.put(ex.field().replaceAll("\\[.*", ""), Sentences.of(ex.getMessage()));
        }
        ActionForms.refuse(response);
        return this.forms.show(projectId, action, form, until, errors, model);
    }

}
