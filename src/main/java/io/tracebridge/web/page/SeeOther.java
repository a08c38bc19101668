package io.tracebridge.web.page;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.view.RedirectView;

/** Where a form that was carried out leads to. */
public final class SeeOther {

    private SeeOther() {
    }

    /**
     * @param path within this program, encoded; braces in it stand for themselves
     */
    public static RedirectView to(String path) {
        var view = new RedirectView(path, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExpandUriTemplateVariables(false);
        view.setExposeModelAttributes(false);
        return view;
    }

}
