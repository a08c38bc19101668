package io.tracebridge.web.page;

import io.tracebridge.project.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a page does with a refusal that its own form did not catch: in a page that is
 * open, a message above it, and nothing that was typed is lost; otherwise a page of its
 * own.
 */
@ControllerAdvice(basePackageClasses = PageProblems.class)
class PageProblems {

    @ExceptionHandler
    ModelAndView invalid(InvalidInputException ex, HttpServletRequest request, HttpServletResponse response) {
        return problem(HttpStatus.UNPROCESSABLE_ENTITY, Sentences.of(ex.field() + " " + ex.getMessage()), request,
                response);
    }

    @ExceptionHandler
    ModelAndView missing(PageNotFoundException ex, HttpServletRequest request, HttpServletResponse response) {
        return problem(HttpStatus.NOT_FOUND, ex.getMessage(), request, response);
    }

    /** After several tries. */
    @ExceptionHandler
    ModelAndView busy(PessimisticLockingFailureException ex, HttpServletRequest request, HttpServletResponse response) {
        return problem(HttpStatus.CONFLICT,
                "Others kept changing the same at this moment, so nothing was changed here. Send it again.", request,
                response);
    }

    private static ModelAndView problem(HttpStatus status, String message, HttpServletRequest request,
            HttpServletResponse response) {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Retarget", "#messages");
            response.setHeader("HX-Reswap", "innerHTML show:window:top");
            response.setHeader("HX-Push-Url", "false");
            return view("parts/messages :: problem", status, message);
        }
        return view("error", status, message);
    }

    private static ModelAndView view(String name, HttpStatus status, String message) {
        var view = new ModelAndView(name, status);
        view.addObject("status", status.value());
        view.addObject("message", message);
        return view;
    }

}
