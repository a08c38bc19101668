package io.tracebridge.web.page.settings;

import java.util.Map;

import io.tracebridge.web.page.SeeOther;
import io.tracebridge.web.page.Sentences;
import io.tracebridge.project.InvalidInputException;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/** Where a form leads to: on, when it was taken; back to itself, when it was not. */
final class Answers {

    private Answers() {
    }

    /** 303 to the page with this path. */
    static RedirectView page(String... path) {
        return redirect(UriComponentsBuilder.newInstance().pathSegment(path));
    }

    static RedirectView tab(String project, String tab) {
        return page("projects", project, "settings", tab);
    }

    /** The list of integrations with this one unfolded. */
    static RedirectView integration(String project, String name) {
        return redirect(UriComponentsBuilder.newInstance()
            .pathSegment("projects", project, "settings", "integrations")
            .queryParam("open", "{name}")
            .uriVariables(Map.of("name", name)));
    }

    /** The form again, with what was typed and the message at its field. */
    static ModelAndView refused(String view, Model model, InvalidInputException ex) {
        model.addAttribute("errors", Map.of(ex.field(), Sentences.of(ex.getMessage())));
        return new ModelAndView(view, model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private static RedirectView redirect(UriComponentsBuilder path) {
        return SeeOther.to("/" + path.encode().build().toUriString().replaceFirst("^/+", ""));
    }

}
