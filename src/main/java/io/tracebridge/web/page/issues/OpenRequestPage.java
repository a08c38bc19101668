package io.tracebridge.web.page.issues;

import java.util.Map;
import java.util.UUID;

import io.tracebridge.link.DraftForm;
import io.tracebridge.link.IssueForms;
import io.tracebridge.link.IssueRequest;
import io.tracebridge.link.IssueRequests;
import io.tracebridge.link.MissingFields;
import io.tracebridge.security.Actor;
import io.tracebridge.web.page.PageNotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** An issue that somebody asked for and whose details are missing: complete or cancel. */
@Controller
@RequestMapping("/projects/{project}/groups/{fingerprint}/issues/{requestId}")
class OpenRequestPage {

    private final Places places;

    private final IssueForms forms;

    private final IssueRequests requests;

    private final PreviewPart preview;

    OpenRequestPage(Places places, IssueForms forms, IssueRequests requests, PreviewPart preview) {
        this.places = places;
        this.forms = forms;
        this.requests = requests;
        this.preview = preview;
    }

    @GetMapping("/complete")
    ModelAndView open(@PathVariable String project, @PathVariable String fingerprint, @PathVariable UUID requestId) {
        var place = this.places.get(project, fingerprint);
        var request = find(place, requestId);
        if (!request.open()) {
            return new ModelAndView(place.groupPage());
        }
        return this.preview.beside(place, Dialog.of(place, Dialog.Kind.OPEN_REQUEST, requestId, form(place, request)),
                Map.of());
    }

    @PostMapping("/complete")
    ModelAndView send(@PathVariable String project, @PathVariable String fingerprint, @PathVariable UUID requestId,
            HttpServletRequest http, Actor actor, RedirectAttributes flash) {
        var place = this.places.get(project, fingerprint);
        var typed = Typed.of(http);
        var form = form(place, find(place, requestId));
        var errors = Dialog.errors(this.forms, form, typed);
        if (errors.isEmpty()) {
            try {
                this.requests.submit(place.project(), fingerprint, requestId, typed.title(), typed.owner(),
                        typed.fields(), actor.id());
                flash.addFlashAttribute("notice", "The issue is being created.");
                return new ModelAndView(place.groupPage());
            }
            catch (MissingFields ex) {
                // The process drafted meanwhile, and knows more than we did.
                ex.fields().forEach((path) -> errors.put(path, "Is required by the tracker."));
                form = form(place, find(place, requestId));
            }
        }
        var again = this.preview.beside(place, Dialog.of(place, Dialog.Kind.OPEN_REQUEST, requestId, form, typed),
                errors);
        again.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return again;
    }

    @PostMapping("/cancel")
    RedirectView cancel(@PathVariable String project, @PathVariable String fingerprint, @PathVariable UUID requestId,
            Actor actor, RedirectAttributes flash) {
        var place = this.places.get(project, fingerprint);
        if (!this.requests.cancel(place.project(), fingerprint, requestId, actor.id())) {
            throw missing(requestId);
        }
        flash.addFlashAttribute("notice", "The request is cancelled; no issue is made.");
        return place.groupPage();
    }

    /** As the process drafted it; before that, as it would. */
    private DraftForm form(Place place, IssueRequest request) {
        return request.draft()
            .orElseGet(() -> this.forms.form(place.project(), place.group(), request.integration(), request.given()));
    }

    private IssueRequest find(Place place, UUID id) {
        return this.requests.find(place.project().id(), place.fingerprint(), id).orElseThrow(() -> missing(id));
    }

    private static PageNotFoundException missing(UUID id) {
        return new PageNotFoundException("This group has no issue request " + id + ".");
    }

}
