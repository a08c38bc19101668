package io.tracebridge.web.page.issues;

import java.util.List;

import io.tracebridge.integration.TrackerAdvice;
import io.tracebridge.integration.TrackerPeople;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.web.page.PageIntegrations;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finds and picks the owner of an issue, within its form. */
@Controller
@RequestMapping("/projects/{project}/groups/{fingerprint}/issues")
class OwnerPart {

    private static final int LONGEST_QUERY = 256;

    private final Places places;

    private final PageIntegrations integrations;

    private final TrackerPeople people;

    OwnerPart(Places places, PageIntegrations integrations, TrackerPeople people) {
        this.places = places;
        this.integrations = integrations;
        this.people = people;
    }

    @GetMapping("/people")
    String find(@PathVariable String project, @PathVariable String fingerprint, @RequestParam String integration,
            @RequestParam(defaultValue = "") String q, Model model) {
        var place = this.places.get(project, fingerprint);
        model.addAttribute("project", project)
            .addAttribute("fingerprint", fingerprint)
            .addAttribute("integration", integration);
        try {
            model.addAttribute("people", people(place, integration, q));
        }
        catch (TrackerException ex) {
            model.addAttribute("people", List.of())
                .addAttribute("failure", "The tracker could not be asked: " + TrackerAdvice.of(ex));
        }
        return "issues/owner :: found";
    }

    /** Only echoes; the tracker judges the id when the issue is made. */
    @GetMapping("/owner")
    String pick(@PathVariable String project, @PathVariable String fingerprint, @RequestParam String integration,
            @RequestParam(defaultValue = "") String id, @RequestParam(defaultValue = "") String name, Model model) {
        model.addAttribute("project", project)
            .addAttribute("fingerprint", fingerprint)
            .addAttribute("integration", integration)
            .addAttribute("id", id)
            .addAttribute("name", name);
        return "issues/owner :: chosen";
    }

    private List<Issue.Account> people(Place place, String name, String query) {
        var integration = this.integrations.get(place.project().name(), name);
        var asked = query.replace("\0", "").strip();
        return integration.usable()
                ? this.people.find(integration, asked.substring(0, Math.min(LONGEST_QUERY, asked.length())))
                    .orElse(List.of())
                : List.of();
    }

}
