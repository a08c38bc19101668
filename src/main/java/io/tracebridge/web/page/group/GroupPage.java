package io.tracebridge.web.page.group;

import io.tracebridge.triage.AssigneeNames;
import io.tracebridge.triage.Explanations;
import io.tracebridge.web.page.PageAddress;
import io.tracebridge.web.page.Show;
import io.tracebridge.web.page.triage.GroupActions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** One group whole: where its issues lead back to. */
@Controller
class GroupPage {

    private final ShownGroups groups;

    private final GroupParts parts;

    private final AssigneeNames assignees;

    private final Explanations explanations;

    private final UntilWords until;

    private final GroupActions actions;

    private final Show show;

    GroupPage(ShownGroups groups, GroupParts parts, AssigneeNames assignees, Explanations explanations,
            UntilWords until, GroupActions actions, Show show) {
        this.groups = groups;
        this.parts = parts;
        this.assignees = assignees;
        this.explanations = explanations;
        this.until = until;
        this.actions = actions;
        this.show = show;
    }

    /**
     * Issues of a merged group lead to the one that stands for it.
     * @param member fingerprint of the merged group that was asked for
     */
    @GetMapping("/projects/{project}/groups/{fingerprint}")
    String page(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(required = false) String member, Model model) {
        var shown = this.groups.get(project, fingerprint);
        if (shown.head().mergedInto() != null) {
            return "redirect:"
                    + UriComponentsBuilder.fromUriString(PageAddress.group(project, shown.head().mergedInto()))
                        .queryParam("member", fingerprint)
                        .toUriString();
        }
        var group = shown.head().group();
        var members = shown.head().members();
        model.addAttribute("title", String.join(" ", group.classifiers().stream().findFirst().orElse("Error"),
                this.show.prefix(group.fingerprint())));
        model.addAttribute("group", group);
        model.addAttribute("members", members);
        model.addAttribute("asked",
                members.stream().filter((one) -> one.fingerprint().equals(member)).findFirst().orElse(null));
        model.addAttribute("until", this.until.ofStored(group.reopenings().until()));
        model.addAttribute("reopenedBy", this.until.ofStored(group.reopenings().violated()));
        model.addAttribute("assignees", this.assignees.of(shown.project().id()));
        model.addAttribute("explanations", this.explanations.ofGroup(shown.project().id(), group.id()));
        model.addAttribute("actions", this.actions.of(shown.project().id()));
        this.parts.all(shown, model);
        return "group/page";
    }

}
