package io.tracebridge.web.page.settings;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.sandbox.SandboxIssue;
import io.tracebridge.sandbox.SandboxStore;
import io.tracebridge.sync.GroupState;
import io.tracebridge.web.page.PageIntegrations;
import io.tracebridge.web.page.PageNotFoundException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The built-in tracker's issues of a project, as a tracker of its own would show them.
 */
@Controller
@RequestMapping("/projects/{project}/sandbox")
class SandboxPage {

    private static final int MOST = 500;

    private static final int LONGEST_ASSIGNEE = 256;

    private static final List<String> STATES = Arrays.stream(GroupState.values()).map(GroupState::id).toList();

    private final PageIntegrations integrations;

    private final SandboxStore store;

    SandboxPage(PageIntegrations integrations, SandboxStore store) {
        this.integrations = integrations;
        this.store = store;
    }

    @GetMapping
    String list(@PathVariable String project, Model model) {
        model.addAttribute("states", STATES);
        model.addAttribute("issues",
                trackerProjects(project).stream()
                    .flatMap((key) -> this.store.list(key, MOST).stream().map((issue) -> Row.of(key, issue)))
                    .toList());
        return "settings/sandbox";
    }

    /**
     * @param tracker the tracker's own project
     */
    @PostMapping("/{key}")
    RedirectView change(@PathVariable String project, @PathVariable String key, @RequestParam String tracker,
            @RequestParam String state, @RequestParam String assignee, RedirectAttributes flash) {
        var wanted = GroupState.of(state)
            .orElseThrow(() -> new InvalidInputException("state", "must be one of " + String.join(", ", STATES)));
        if (assignee.length() > LONGEST_ASSIGNEE || assignee.indexOf('\0') >= 0) {
            throw new InvalidInputException("assignee", "must be at most " + LONGEST_ASSIGNEE + " characters");
        }
        Optional.of(tracker)
            .filter(trackerProjects(project)::contains)
            .flatMap((own) -> this.store.change(own, key, wanted, assignee.strip()))
            .orElseThrow(() -> new PageNotFoundException("The sandbox has no issue " + key + "."));
        flash.addFlashAttribute("notice", key + " is changed. Its groups follow when the integration pulls.");
        return Answers.page("projects", project, "sandbox");
    }

    private Set<String> trackerProjects(String project) {
        return this.integrations.all(project)
            .stream()
            .filter((one) -> one.tracker().equals("sandbox"))
            .map((one) -> one.connection().settings().getOrDefault("project", project))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    record Row(String trackerProject, String key, String title, String description, String state, String assignee) {

        static Row of(String trackerProject, SandboxIssue issue) {
            return new Row(trackerProject, issue.key(), issue.title(), issue.description(), issue.state(),
                    issue.assignee());
        }

    }

}
