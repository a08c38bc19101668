package io.tracebridge.web.page.triage;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Projects;
import io.tracebridge.triage.GroupList;
import io.tracebridge.triage.GroupQueries;
import io.tracebridge.triage.Suggestions;
import io.tracebridge.web.page.Show;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the forms of all actions show. */
@Component
class ActionForms {

    private final GroupList groups;

    private final Suggestions suggestions;

    private final Projects projects;

    private final Show show;

    ActionForms(GroupList groups, Suggestions suggestions, Projects projects, Show show) {
        this.groups = groups;
        this.suggestions = suggestions;
        this.projects = projects;
        this.show = show;
    }

    /**
     * Those that are there, the one with most reports first.
     * @throws InvalidInputException if there is none
     */
    List<Chosen> required(long projectId, List<String> fingerprints) {
        var chosen = chosen(projectId, fingerprints);
        if (chosen.isEmpty()) {
            throw new InvalidInputException("groups",
                    "must be selected first, at least one: tick the boxes before them");
        }
        return chosen;
    }

    List<Chosen> chosen(long projectId, List<String> fingerprints) {
        return this.groups.find(projectId, fingerprints)
            .stream()
            .map((group) -> new Chosen(group.fingerprint(), label(group), group.reports(), group.assignee()))
            .toList();
    }

    /** How people name them, by fingerprint. */
    Map<String, String> labels(long projectId, List<String> fingerprints) {
        return chosen(projectId, fingerprints).stream().collect(Collectors.toMap(Chosen::fingerprint, Chosen::label));
    }

    private String label(GroupQueries.Row group) {
        return this.show.prefix(group.fingerprint()) + " " + GroupRow.title(group);
    }

    String show(long projectId, Action action, ActionForm form, UntilForm until, Map<String, String> errors,
            Model model) {
        model.addAttribute("action", action);
        model.addAttribute("form", form);
        model.addAttribute("until", until);
        model.addAttribute("errors", errors);
        model.addAttribute("chosen", chosen(projectId, form.group()));
        model.addAttribute("names", this.suggestions.names(projectId));
        model.addAttribute("attributes", this.projects.attributes(projectId));
        return "triage/action";
    }

    /** The form is shown again, with its messages, in the place where it stood. */
    static void refuse(HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        response.setHeader("HX-Retarget", "#action");
        response.setHeader("HX-Reselect", "#action");
        response.setHeader("HX-Reswap", "outerHTML show:none");
        response.setHeader("HX-Push-Url", "false");
    }

    /**
     * @param label such as {@code 0a1b2c3 NullPointerException}
     * @param assignee null for nobody
     */
    record Chosen(String fingerprint, String label, long reports, String assignee) {
    }

}
