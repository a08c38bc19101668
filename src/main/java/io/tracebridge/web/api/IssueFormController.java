package io.tracebridge.web.api;

import java.util.Map;

import io.tracebridge.link.DraftForm;
import io.tracebridge.link.IssueDetails;
import io.tracebridge.link.IssueForms;
import io.tracebridge.triage.GroupLookup;
import io.tracebridge.triage.GroupRef;
import io.tracebridge.triage.dryrun.IssuePreview;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What would be asked for an issue, and how it would read. Nothing is kept. */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups/{fingerprint}/issues")
class IssueFormController {

    private final IssueForms forms;

    private final GroupLookup groups;

    private final ProjectLookup lookup;

    IssueFormController(IssueForms forms, GroupLookup groups, ProjectLookup lookup) {
        this.forms = forms;
        this.groups = groups;
        this.lookup = lookup;
    }

    @GetMapping("/form")
    DraftForm form(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(required = false) String integration) {
        return this.forms.form(this.lookup.get(project), group(project, fingerprint), integration,
                new IssueDetails(null, null, null));
    }

    @PostMapping("/preview")
    IssuePreview preview(@PathVariable String project, @PathVariable String fingerprint, @RequestBody Wanted wanted) {
        var preview = this.forms.preview(this.lookup.get(project), group(project, fingerprint), wanted.integration(),
                new IssueDetails(wanted.title(), wanted.owner(), wanted.fields()));
        return IssuePreview.of(preview.draft(), preview.description());
    }

    private GroupRef group(String project, String fingerprint) {
        return this.groups.find(this.lookup.get(project).id(), fingerprint)
            .orElseThrow(() -> NotFoundException.group(fingerprint));
    }

    /**
     * @param owner the tracker's account id
     * @param fields over the integration's own; an empty text leaves a field empty
     */
    record Wanted(String integration, String title, String owner, Map<String, String> fields) {
    }

}
