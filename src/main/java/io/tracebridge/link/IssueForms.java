package io.tracebridge.link;

import java.util.List;
import java.util.Map;

import io.tracebridge.integration.Trackers;
import io.tracebridge.issue.DraftWriter;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.Overrides;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.tracker.Preview;
import io.tracebridge.triage.GroupRef;
import io.tracebridge.triage.Groups;
import org.springframework.stereotype.Service;

/**
 * What a person sees who considers an issue: what would be asked, and how it would read.
 * Nothing is kept, here or in the tracker.
 */
@Service
public class IssueForms {

    private final UsableIntegrations integrations;

    private final DraftForms forms;

    private final Trackers trackers;

    private final Groups groups;

    private final DraftWriter writer = new DraftWriter();

    IssueForms(UsableIntegrations integrations, DraftForms forms, Trackers trackers, Groups groups) {
        this.integrations = integrations;
        this.forms = forms;
        this.trackers = trackers;
        this.groups = groups;
    }

    /**
     * The form that a request would wait with. Calls the tracker.
     * @param integration its name
     * @param given what the person said so far
     * @throws InvalidInputException when the integration cannot be used or the group was
     * merged
     */
    public DraftForm form(Project project, GroupRef group, String integration, IssueDetails given) {
        group.requireOwnStanding();
        given.check();
        return this.forms.write(this.integrations.get(project, integration), group.id(), given);
    }

    /**
     * What the tracker requires and nobody gave.
     * @return paths as the API names them, such as {@code fields.components}
     */
    public List<String> missing(DraftForm form, Map<String, String> fields) {
        return RequestDrafting.missing(form, fields);
    }

    /**
     * The issue as it would be made now. Calls nobody.
     * @throws InvalidInputException naming the part that cannot be taken
     */
    public Previewed preview(Project project, GroupRef group, String integration, IssueDetails details) {
        group.requireOwnStanding();
        details.check();
        var usable = this.integrations.get(project, integration);
        var tracker = this.trackers.get(usable.tracker());
        var draft = this.writer.write(this.groups.summary(group.id()), usable.payload(), tracker.titleLimit(),
                new Overrides(details.title(), details.owner(), details.fields()));
        return new Previewed(tracker.name(), draft, tracker.preview(usable.connection(), draft));
    }

    /**
     * @param tracker the name people read
     * @param description in the tracker's own format
     */
    public record Previewed(String tracker, IssueDraft draft, Preview description) {
    }

}
