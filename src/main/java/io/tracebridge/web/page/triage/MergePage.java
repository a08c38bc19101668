package io.tracebridge.web.page.triage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.security.Actor;
import io.tracebridge.triage.GroupMerge;
import io.tracebridge.web.page.PageProjects;
import io.tracebridge.web.page.SeeOther;
import io.tracebridge.web.page.Sentences;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Merges groups that are one error; a person says which one stands for all. */
@Controller
@RequestMapping("/projects/{project}/groups/actions/merge")
class MergePage {

    private final GroupMerge merge;

    private final NamedGroups named;

    private final ActionForms forms;

    private final PageProjects projects;

    MergePage(GroupMerge merge, NamedGroups named, ActionForms forms, PageProjects projects) {
        this.merge = merge;
        this.named = named;
        this.forms = forms;
        this.projects = projects;
    }

    @GetMapping
    String ask(@PathVariable String project, MergeForm form, HttpServletRequest request, Model model) {
        var projectId = this.projects.get(project).id();
        var most = this.forms.required(projectId, form.group()).getFirst().fingerprint();
        return show(projectId, new MergeForm(form.group(), Way.back(request, project), "", most), Map.of(), model);
    }

    @PostMapping
    Object merge(@PathVariable String project, MergeForm form, Actor actor, Model model, HttpServletResponse response,
            RedirectAttributes next) {
        var projectId = this.projects.get(project).id();
        var errors = new LinkedHashMap<String, String>();
        try {
            var all = Stream.concat(form.group().stream(), this.named.find(projectId, form.others()).stream())
                .distinct()
                .toList();
            var others = all.stream().filter((fingerprint) -> !fingerprint.equals(form.into())).toList();
            if (others.isEmpty()) {
                throw new InvalidInputException("others", "must name at least one more group; merging takes two");
            }
            if (!this.merge.merge(projectId, form.into(), others, actor.id())) {
                throw new InvalidInputException("into", "must be one of these groups; choose which stands for all");
            }
            var labels = this.forms.labels(projectId, all);
            new Outcome(
                    "Merged into " + labels.get(form.into()) + ": "
                            + Words.list(others.stream().map((one) -> labels.getOrDefault(one, one)).toList()) + ".",
                    "")
                .tell(next);
            return SeeOther.to(Way.within(form.back(), project));
        }
        catch (InvalidInputException ex) {
            var field = ex.field().equals("others") ? "others" : "into";
            errors.put(field, Sentences.of(Words.refusal(ex)));
        }
        ActionForms.refuse(response);
        return show(projectId, form, errors, model);
    }

    private String show(long projectId, MergeForm form, Map<String, String> errors, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("chosen", this.forms.chosen(projectId, form.group()));
        return "triage/merge";
    }

    /**
     * @param others further groups, by fingerprint, its beginning, or address
     * @param into fingerprint of the one that stands for all
     */
    record MergeForm(List<String> group, String back, String others, String into) {

        MergeForm {
            group = (group != null) ? group.stream().distinct().toList() : List.of();
            others = (others != null) ? others : "";
            into = (into != null) ? into : "";
        }

    }

}
