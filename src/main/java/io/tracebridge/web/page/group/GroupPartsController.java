package io.tracebridge.web.page.group;

import io.tracebridge.web.page.PageIntegrations;
import io.tracebridge.web.page.group.Course.Span;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Parts of a group's page that are loaded when somebody asks for them. */
@Controller
@RequestMapping("/projects/{project}/groups/{fingerprint}")
class GroupPartsController {

    private final ShownGroups groups;

    private final GroupParts parts;

    private final PageIntegrations integrations;

    GroupPartsController(ShownGroups groups, GroupParts parts, PageIntegrations integrations) {
        this.groups = groups;
        this.parts = parts;
        this.integrations = integrations;
    }

    @GetMapping("/callstack")
    String callstack(@PathVariable String project, @PathVariable String fingerprint, @RequestParam String report,
            Model model) {
        this.parts.callstack(shown(project, fingerprint, model), ShownGroups.number(report), model);
        return "group/callstack :: stack";
    }

    @GetMapping("/occurrences")
    String occurrences(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(defaultValue = "") String span, Model model) {
        this.parts.course(shown(project, fingerprint, model), Span.of(span), model);
        return "group/occurrences :: course";
    }

    /**
     * @param attribute the one whose values are all wanted; else
     * @param filter part of the names of those wanted
     */
    @GetMapping("/values")
    String values(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(required = false) String attribute, @RequestParam(defaultValue = "") String filter,
            Model model) {
        var shown = shown(project, fingerprint, model);
        if (attribute != null) {
            this.parts.attribute(shown, attribute, model);
            return "group/values :: attribute";
        }
        this.parts.values(shown, filter, model);
        return "group/values :: list";
    }

    @GetMapping("/decisions")
    String decisions(@PathVariable String project, @PathVariable String fingerprint, @RequestParam String integration,
            @RequestParam(required = false) String before, Model model) {
        var shown = shown(project, fingerprint, model);
        this.parts.decisions(shown, this.integrations.get(project, integration), place(before), model);
        return "group/decisions :: list";
    }

    @GetMapping("/activity")
    String activity(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(required = false) String before, Model model) {
        this.parts.activity(shown(project, fingerprint, model), place(before), model);
        return "group/activity :: lines";
    }

    private ShownGroup shown(String project, String fingerprint, Model model) {
        var shown = this.groups.get(project, fingerprint);
        model.addAttribute("group", shown.head().group());
        return shown;
    }

    private static Long place(String before) {
        return (before == null || before.isEmpty()) ? null : Long.valueOf(ShownGroups.number(before));
    }

}
