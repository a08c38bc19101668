package io.tracebridge.web.page.settings;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.web.page.PageAddress;
import io.tracebridge.web.page.SeeOther;
import io.tracebridge.web.page.Sentences;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriUtils;

/** Where a form leads to: on, when it was taken; back to itself, when it was not. */
final class Answers {

    private Answers() {
    }

    /** 303 to the page with this path. */
    static RedirectView page(String... path) {
        return SeeOther.to(PageAddress.of(path));
    }

    static RedirectView tab(String project, String tab) {
        return SeeOther.to(PageAddress.project(project, "settings", tab));
    }

    /** The list of integrations with this one unfolded. */
    static RedirectView integration(String project, String name) {
        return SeeOther.to(PageAddress.project(project, "settings", "integrations") + "?open="
                + UriUtils.encode(name, StandardCharsets.UTF_8));
    }

    /** The form again, with what was typed and the message at its field. */
    static ModelAndView refused(String view, Model model, InvalidInputException ex) {
        model.addAttribute("errors", Map.of(ex.field(), Sentences.of(ex.getMessage())));
        return new ModelAndView(view, model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

}
