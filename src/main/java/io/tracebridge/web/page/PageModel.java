package io.tracebridge.web.page;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.HandlerMapping;

/** Puts the frame around every page. */
@ControllerAdvice(basePackageClasses = PageModel.class)
class PageModel {

    private final PageProjects projects;

    PageModel(PageProjects projects) {
        this.projects = projects;
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request) {
        return Frame.of(request, (request.getUserPrincipal() != null) ? this.projects.all() : List.of(),
                project(request));
    }

    private static String project(HttpServletRequest request) {
        return (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get("project") instanceof String name) ? name : null;
    }

}
