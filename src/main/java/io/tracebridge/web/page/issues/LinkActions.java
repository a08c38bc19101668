package io.tracebridge.web.page.issues;

import java.util.Map;

import io.tracebridge.integration.TrackerAdvice;
import io.tracebridge.link.Corrections;
import io.tracebridge.link.Corrections.Choice;
import io.tracebridge.link.GoneLinks;
import io.tracebridge.link.Linking;
import io.tracebridge.link.SyncRequests;
import io.tracebridge.link.SyncRequests.LinkOfGroup;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.security.Actor;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.web.page.PageNotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** What people do with one link on the card. All lead back to the group's page. */
@Controller
@RequestMapping("/projects/{project}/groups/{fingerprint}/links/{id}")
class LinkActions {

    private final Places places;

    private final SyncRequests syncs;

    private final Linking linking;

    private final GoneLinks gone;

    private final Corrections corrections;

    LinkActions(Places places, SyncRequests syncs, Linking linking, GoneLinks gone, Corrections corrections) {
        this.places = places;
        this.syncs = syncs;
        this.linking = linking;
        this.gone = gone;
        this.corrections = corrections;
    }

    @PostMapping("/sync")
    RedirectView sync(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id,
            RedirectAttributes flash) {
        var place = this.places.get(project, fingerprint);
        this.syncs.sync(link(place, id));
        return done(place, flash, "Both sides are being compared.");
    }

    @PostMapping("/unlink")
    RedirectView unlink(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id,
            Actor actor, RedirectAttributes flash) {
        var place = this.places.get(project, fingerprint);
        require(this.linking.unlink(place.group(), id, actor.id()), id);
        return done(place, flash, "Unlinked. The issue stays in its tracker as it is.");
    }

    /** {@code choice.state=ours}, one for each disputed field. */
    @PostMapping("/conflict")
    RedirectView resolve(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id,
            HttpServletRequest request, RedirectAttributes flash) {
        var place = this.places.get(project, fingerprint);
        this.syncs.resolve(link(place, id), Typed.prefixed(request, "choice."));
        return done(place, flash, "Decided. Both sides are being brought in step.");
    }

    @PostMapping("/correction")
    RedirectView correct(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id,
            @RequestParam String choice, @RequestParam(required = false) String title,
            @RequestParam(required = false) String why, HttpServletRequest request, Actor actor,
            RedirectAttributes flash) {
        var place = this.places.get(project, fingerprint);
        var retry = choice.equals(Choice.RETRY.id());
        var correction = retry ? new Corrections.Correction(Choice.RETRY, title, fields(request), null)
                : new Corrections.Correction(Choice.GIVE_UP, null, null, why);
        if (!retry && (why == null || why.isBlank())) {
            throw new InvalidInputException("reason", "must say why the issue is given up");
        }
        require(this.corrections.submit(place.project().id(), fingerprint, id, correction, actor.id()), id);
        return done(place, flash, retry ? "The issue is being tried again." : "Given up. No rule tries again.");
    }

    @PostMapping("/relink")
    RedirectView relink(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id,
            @RequestParam String issue, Actor actor, RedirectAttributes flash) {
        var place = this.places.get(project, fingerprint);
        try {
            require(this.gone.relink(place.project(), place.group(), id, issue, actor.id()).isPresent(), id);
        }
        catch (TrackerException ex) {
            throw new InvalidInputException("issue", "could not be linked: " + TrackerAdvice.of(ex));
        }
        return done(place, flash, "The issue took the gone one's place.");
    }

    @PostMapping("/recreate")
    RedirectView recreate(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id,
            Actor actor, RedirectAttributes flash) {
        var place = this.places.get(project, fingerprint);
        require(this.gone.recreate(place.group(), id, actor.id()), id);
        return done(place, flash, "A new issue is being made; it takes the gone one's place once it is there.");
    }

    /** A field that the form did not have may be added under a name of its own. */
    private static Map<String, String> fields(HttpServletRequest request) {
        var fields = Typed.prefixed(request, "field.");
        var name = request.getParameter("added");
        if (name != null && !name.isBlank()) {
            fields.put(name.strip(), request.getParameter("addedValue"));
        }
        return fields;
    }

    private LinkOfGroup link(Place place, long id) {
        place.group().requireOwnStanding();
        return this.syncs.find(place.project().id(), place.fingerprint(), id).orElseThrow(() -> missing(id));
    }

    private static void require(boolean found, long id) {
        if (!found) {
            throw missing(id);
        }
    }

    private static PageNotFoundException missing(long id) {
        return new PageNotFoundException("This group has no link " + id + ".");
    }

    private static RedirectView done(Place place, RedirectAttributes flash, String notice) {
        flash.addFlashAttribute("notice", notice);
        return place.groupPage();
    }

}
