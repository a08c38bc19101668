package io.tracebridge.web.page.group;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.security.Actor;
import io.tracebridge.sync.GroupState;
import io.tracebridge.triage.GroupChange;
import io.tracebridge.triage.GroupChanges;
import io.tracebridge.triage.GroupMerge;
import io.tracebridge.triage.TagChange;
import io.tracebridge.web.page.PageNotFoundException;
import io.tracebridge.web.page.Show;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** What a triager does to the group in one step. */
@Controller
@RequestMapping("/projects/{project}/groups/{fingerprint}")
class GroupControls {

    private final ShownGroups groups;

    private final GroupChanges changes;

    private final GroupMerge merge;

    private final Show show;

    GroupControls(ShownGroups groups, GroupChanges changes, GroupMerge merge, Show show) {
        this.groups = groups;
        this.changes = changes;
        this.merge = merge;
        this.show = show;
    }

    /**
     * @param assignee empty for nobody
     */
    @PostMapping("/assign")
    RedirectView assign(@PathVariable String project, @PathVariable String fingerprint, @RequestParam String assignee,
            Actor actor, RedirectAttributes flash) {
        var change = new GroupChange(Optional.empty(), Optional.empty(), Optional.of(assignee), TagChange.NONE,
                Optional.empty());
        var name = change.assignee().orElseThrow();
        return change(project, fingerprint, change, actor, flash,
                name.isEmpty() ? "Nobody is assigned now." : "Assigned to " + name + ".");
    }

    @PostMapping("/state")
    RedirectView state(@PathVariable String project, @PathVariable String fingerprint, @RequestParam String state,
            Actor actor, RedirectAttributes flash) {
        var wanted = GroupState.of(state)
            .orElseThrow(() -> new InvalidInputException("state", "must be one of open, in-progress, resolved, muted"));
        return change(
                project, fingerprint, new GroupChange(Optional.of(wanted), Optional.empty(), Optional.empty(),
                        TagChange.NONE, Optional.empty()),
                actor, flash, "The state is now: " + this.show.state(state) + ".");
    }

    /**
     * @param add several with blanks or commas between them
     */
    @PostMapping("/tags")
    RedirectView tags(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(defaultValue = "") String add, @RequestParam(defaultValue = "") String remove, Actor actor,
            RedirectAttributes flash) {
        var added = words(add);
        var removed = remove.isEmpty() ? List.<String>of() : List.of(remove);
        if (added.isEmpty() && removed.isEmpty()) {
            throw new InvalidInputException("tags", "need at least one word; write it, then press Add");
        }
        return change(project, fingerprint,
                new GroupChange(Optional.empty(), Optional.empty(), Optional.empty(),
                        new TagChange(Optional.empty(), added, removed), Optional.empty()),
                actor, flash, added.isEmpty() ? "Removed the tag " + remove + "."
                        : ((added.size() > 1) ? "Added the tags " : "Added the tag ") + String.join(", ", added) + ".");
    }

    @PostMapping("/part")
    RedirectView part(@PathVariable String project, @PathVariable String fingerprint, @RequestParam String member,
            Actor actor, RedirectAttributes flash) {
        var shown = this.groups.get(project, fingerprint);
        if (!this.merge.unmerge(shown.project().id(), fingerprint, member, actor.id())) {
            throw new PageNotFoundException("No group " + this.show.prefix(member)
                    + " is merged into this one any more. Reload the page to see how it stands.");
        }
        flash.addFlashAttribute("notice", "Group " + this.show.prefix(member) + " stands by itself again.");
        return shown.redirect();
    }

    private RedirectView change(String project, String fingerprint, GroupChange change, Actor actor,
            RedirectAttributes flash, String notice) {
        var shown = this.groups.get(project, fingerprint);
        this.changes.change(shown.project().id(), fingerprint, change, actor.id());
        flash.addFlashAttribute("notice", notice);
        return shown.redirect();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+")).filter((word) -> !word.isEmpty()).toList();
    }

}
