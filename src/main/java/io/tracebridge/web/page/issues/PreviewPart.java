package io.tracebridge.web.page.issues;

import java.util.HashMap;
import java.util.Map;

import io.tracebridge.link.IssueDetails;
import io.tracebridge.link.IssueForms;
import io.tracebridge.project.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The issue as it would read, beside the form that asks for it. */
@Controller
class PreviewPart {

    private static final int LONGEST_PROBLEM = 500;

    private final Places places;

    private final IssueForms forms;

    PreviewPart(Places places, IssueForms forms) {
        this.places = places;
        this.forms = forms;
    }

    /** While somebody types: what cannot be taken is said here, and interrupts nobody. */
    @PostMapping("/projects/{project}/groups/{fingerprint}/issues/preview")
    String preview(@PathVariable String project, @PathVariable String fingerprint, @RequestParam String integration,
            HttpServletRequest request, Model model) {
        var typed = Typed.of(request);
        model.addAttribute("preview",
                view(this.places.get(project, fingerprint), integration, typed.details(), typed.ownerName()));
        return "issues/preview :: preview";
    }

    /**
     * The page with the form and its preview.
     * @param errors path to message
     */
    ModelAndView beside(Place place, Dialog dialog, Map<String, String> errors) {
        var page = new ModelAndView("issues/new");
        page.addObject("dialog", dialog);
        page.addObject("errors", errors);
        page.addObject("preview", view(place, dialog.integration(),
                new IssueDetails(dialog.title(), dialog.owner(), fields(dialog)), dialog.ownerName()));
        return page;
    }

    private PreviewView view(Place place, String integration, IssueDetails details, String ownerName) {
        try {
            return PreviewView.of(this.forms.preview(place.project(), place.group(), integration, details), ownerName);
        }
        catch (InvalidInputException ex) {
            var words = ex.field() + " " + ex.getMessage();
            return PreviewView.problem(words.substring(0, Math.min(LONGEST_PROBLEM, words.length())));
        }
    }

    private static Map<String, String> fields(Dialog dialog) {
        var fields = new HashMap<String, String>();
        dialog.fields().forEach((field) -> fields.put(field.name(), field.value()));
        return fields;
    }

}
