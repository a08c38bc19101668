package io.tracebridge.web.page.operations;

import java.util.UUID;
import java.util.stream.Collectors;

import io.tracebridge.integration.IntegrationRetry;
import io.tracebridge.link.LinkRetries;
import io.tracebridge.link.RequestRefused;
import io.tracebridge.link.RequestRetries;
import io.tracebridge.outbox.OutboxBacklog;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.security.Actor;
import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.web.page.SeeOther;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** The buttons of the operations page; each says above the page what came of it. */
@Controller
@RequestMapping("/operations")
class OperationsRetries {

    private static final String NOTICE = "notice";

    private static final String PROBLEM = "problem";

    private final OutboxBacklog outbox;

    private final LinkRetries links;

    private final RequestRetries requests;

    private final IntegrationRetry integrations;

    OperationsRetries(OutboxBacklog outbox, LinkRetries links, RequestRetries requests, IntegrationRetry integrations) {
        this.outbox = outbox;
        this.links = links;
        this.requests = requests;
        this.integrations = integrations;
    }

    @PostMapping("/outbox/retry")
    RedirectView outbox(RedirectAttributes flash) {
        var rows = this.outbox.retryAll();
        return back(flash, NOTICE, (rows == 1) ? "One row is tried again now." : rows + " rows are tried again now.");
    }

    @PostMapping("/outbox/{id}/retry")
    RedirectView outbox(@PathVariable long id, RedirectAttributes flash) {
        return this.outbox.retry(id) ? back(flash, NOTICE, "It is tried again now.")
                : back(flash, NOTICE, "The engine has it by now.");
    }

    @PostMapping("/links/{id}/retry")
    RedirectView link(@PathVariable long id, Actor actor, RedirectAttributes flash) {
        return this.links.retry(id, actor.id()) ? back(flash, NOTICE, "Started; it takes a moment.")
                : back(flash, PROBLEM, "That link is no longer there.");
    }

    @PostMapping("/requests/{id}/retry")
    RedirectView request(@PathVariable UUID id, RedirectAttributes flash) {
        return this.requests.restart(id) ? back(flash, NOTICE, "Started; it takes a moment.")
                : back(flash, PROBLEM, "That request is no longer there.");
    }

    @PostMapping("/integrations/{id}/retry")
    RedirectView integration(@PathVariable long id, RedirectAttributes flash) {
        var result = this.integrations.retry(id).orElse(null);
        if (result == null) {
            return back(flash, PROBLEM, "That integration is no longer there.");
        }
        if (!result.ok()) {
            return back(flash, PROBLEM, "The checks of " + result.label() + " do not pass. " + failed(result));
        }
        return back(flash, NOTICE,
                "All checks pass. " + (result.resumed() ? "The pause of " + result.label() + " is over."
                        : "The tracker of " + result.label() + " is asked for changes now."));
    }

    private static String failed(IntegrationRetry.Result result) {
        return result.checks()
            .stream()
            .filter((check) -> !check.ok())
            .map((Check check) -> check.name() + ": " + check.message())
            .collect(Collectors.joining(" "));
    }

    @ExceptionHandler
    RedirectView refused(RequestRefused ex, RedirectAttributes flash) {
        return back(flash, PROBLEM, ex.getMessage());
    }

    @ExceptionHandler
    RedirectView past(InvalidInputException ex, RedirectAttributes flash) {
        return back(flash, PROBLEM, "This " + ex.getMessage() + ".");
    }

    private static RedirectView back(RedirectAttributes flash, String kind, String message) {
        flash.addFlashAttribute(kind, message);
        return SeeOther.to("/operations");
    }

}
