package io.tracebridge.web.page.issues;

import java.util.Map;
import java.util.UUID;

import io.tracebridge.link.IssueDetails;
import io.tracebridge.link.IssueForms;
import io.tracebridge.link.IssueRequests;
import io.tracebridge.security.Actor;
import io.tracebridge.web.page.PageNotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The dialog that asks for an issue. Opening it asks for nothing; sending it asks with
 * all details, so that no task waits for anybody.
 */
@Controller
@RequestMapping("/projects/{project}/groups/{fingerprint}/issues/new")
class NewIssuePage {

    private final Places places;

    private final IssuesCard card;

    private final IssueForms forms;

    private final IssueRequests requests;

    private final PreviewPart preview;

    NewIssuePage(Places places, IssuesCard card, IssueForms forms, IssueRequests requests, PreviewPart preview) {
        this.places = places;
        this.card = card;
        this.forms = forms;
        this.requests = requests;
        this.preview = preview;
    }

    @GetMapping
    ModelAndView open(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(defaultValue = "") String integration) {
        var place = this.places.get(project, fingerprint);
        place.group().requireOwnStanding();
        var enabled = this.card.enabled(place.project().id());
        if (integration.isEmpty() && enabled.size() != 1) {
            return new ModelAndView("issues/choose",
                    Map.of("project", project, "fingerprint", fingerprint, "integrations", enabled));
        }
        var form = this.forms.form(place.project(), place.group(),
                integration.isEmpty() ? enabled.getFirst() : integration, new IssueDetails(null, null, null));
        return this.preview.beside(place, Dialog.of(place, Dialog.Kind.NEW, UUID.randomUUID(), form), Map.of());
    }

    @PostMapping
    ModelAndView send(@PathVariable String project, @PathVariable String fingerprint, @RequestParam String integration,
            HttpServletRequest request, Actor actor, RedirectAttributes flash) {
        var place = this.places.get(project, fingerprint);
        var typed = Typed.of(request);
        var form = this.forms.form(place.project(), place.group(), integration, new IssueDetails(null, null, null));
        var errors = Dialog.errors(this.forms, form, typed);
        var id = (typed.id() != null) ? typed.id() : UUID.randomUUID();
        if (!errors.isEmpty()) {
            var again = this.preview.beside(place, Dialog.of(place, Dialog.Kind.NEW, id, form, typed), errors);
            again.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return again;
        }
        this.requests.request(place.project(), fingerprint, integration, id, typed.details(), actor.id())
            .orElseThrow(() -> new PageNotFoundException("There is no group " + fingerprint + "."));
        flash.addFlashAttribute("notice", "The issue is being created.");
        return new ModelAndView(place.groupPage());
    }

}
