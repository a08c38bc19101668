package io.tracebridge.web.page.issues;

import io.tracebridge.link.LinkChanges;
import io.tracebridge.link.SyncRequests;
import io.tracebridge.web.page.PageNotFoundException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The card "Issues", as a part of the group's page or by itself. */
@Controller
@RequestMapping("/projects/{project}/groups/{fingerprint}")
class CardPage {

    private static final int HISTORY = 20;

    private final IssuesCard card;

    private final Places places;

    private final SyncRequests syncs;

    private final LinkChanges changes;

    CardPage(IssuesCard card, Places places, SyncRequests syncs, LinkChanges changes) {
        this.card = card;
        this.places = places;
        this.syncs = syncs;
        this.changes = changes;
    }

    @GetMapping("/issues/card")
    String card(@PathVariable String project, @PathVariable String fingerprint, Model model) {
        model.addAttribute("card", this.card.view(project, fingerprint));
        return "issues/card :: card";
    }

    /** For browsers without scripts. */
    @GetMapping("/issues")
    String page(@PathVariable String project, @PathVariable String fingerprint, Model model) {
        model.addAttribute("card", this.card.view(project, fingerprint));
        return "issues/page";
    }

    /**
     * @param before the last change of the part before; absent for the first
     */
    @GetMapping("/links/{id}/history")
    String history(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before, Model model) {
        var link = this.syncs.find(this.places.get(project, fingerprint).project().id(), fingerprint, id)
            .orElseThrow(() -> new PageNotFoundException("This group has no link " + id + "."));
        var rows = this.changes.list(link.id(), before, HISTORY + 1);
        var shown = rows.subList(0, Math.min(HISTORY, rows.size()));
        model.addAttribute("project", project)
            .addAttribute("fingerprint", fingerprint)
            .addAttribute("link", id)
            .addAttribute("first", before == Long.MAX_VALUE)
            .addAttribute("changes", shown.stream().map(ChangeView::of).toList())
            .addAttribute("older", (rows.size() > HISTORY) ? shown.getLast().id() : null);
        return "issues/history :: changes";
    }

}
