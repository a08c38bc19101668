package io.tracebridge.web.page.issues;

import java.util.Map;

import io.tracebridge.integration.TrackerAdvice;
import io.tracebridge.link.RequestRefused;
import io.tracebridge.tracker.TrackerException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Somebody was faster, or the tracker failed where no field is at fault: the group's page
 * says so, and shows how things are now.
 */
@ControllerAdvice(basePackageClasses = IssueProblems.class)
class IssueProblems {

    @ExceptionHandler
    RedirectView refused(RequestRefused ex, HttpServletRequest request) {
        return back(request, ex.getMessage());
    }

    @ExceptionHandler
    RedirectView failed(TrackerException ex, HttpServletRequest request) {
        return back(request, TrackerAdvice.of(ex));
    }

    private static RedirectView back(HttpServletRequest request, String problem) {
        RequestContextUtils.getOutputFlashMap(request).put("problem", problem);
        var path = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return Place.groupPage((String) path.get("project"), (String) path.get("fingerprint"));
    }

}
