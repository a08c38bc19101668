package io.tracebridge.web.page.issues;

import java.util.HashMap;
import java.util.Map;

import io.tracebridge.integration.TrackerAdvice;
import io.tracebridge.link.Linking;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.security.Actor;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.web.page.Sentences;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ties the group to an issue that exists. */
@Controller
@RequestMapping("/projects/{project}/groups/{fingerprint}/links/new")
class LinkExistingPage {

    private final Places places;

    private final IssuesCard card;

    private final Linking linking;

    LinkExistingPage(Places places, IssuesCard card, Linking linking) {
        this.places = places;
        this.card = card;
        this.linking = linking;
    }

    @GetMapping
    ModelAndView open(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(defaultValue = "") String integration) {
        var place = this.places.get(project, fingerprint);
        place.group().requireOwnStanding();
        return page(place, integration, "", Map.of());
    }

    @PostMapping
    ModelAndView send(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(defaultValue = "") String integration, @RequestParam(defaultValue = "") String issue,
            Actor actor, RedirectAttributes flash) {
        var place = this.places.get(project, fingerprint);
        place.group().requireOwnStanding();
        try {
            var linked = this.linking.link(place.project(), place.group(), integration, issue, actor.id());
            if (!linked.created()) {
                return refused(place, integration, issue, "issue", "is linked to this group already");
            }
        }
        catch (InvalidInputException ex) {
            return refused(place, integration, issue, ex.field(), ex.getMessage());
        }
        catch (TrackerException ex) {
            return refused(place, integration, issue,
                    (ex instanceof TrackerException.Rejected) ? "issue" : "integration", TrackerAdvice.of(ex));
        }
        flash.addFlashAttribute("notice", "Linked.");
        return new ModelAndView(place.groupPage());
    }

    private ModelAndView refused(Place place, String integration, String issue, String field, String message) {
        var page = page(place, integration, issue, Map.of(field, Sentences.of(message)));
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private ModelAndView page(Place place, String integration, String issue, Map<String, String> errors) {
        var model = new HashMap<String, Object>();
        model.put("project", place.project().name());
        model.put("fingerprint", place.fingerprint());
        model.put("integrations", this.card.enabled(place.project().id()));
        model.put("integration", integration);
        model.put("issue", issue);
        model.put("errors", errors);
        return new ModelAndView("issues/link", model);
    }

}
