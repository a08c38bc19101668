package io.tracebridge.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Trackers;
import io.tracebridge.issue.DraftWriter;
import io.tracebridge.issue.Overrides;
import io.tracebridge.issue.Payload;
import io.tracebridge.link.DraftForm.Choice;
import io.tracebridge.tracker.Issue;
import io.tracebridge.triage.Groups;
import org.springframework.stereotype.Component;

/** Fills the form "Complete issue details" from group, integration and tracker. */
@Component
class DraftForms {

    private static final int SHOWN_FINGERPRINT = 8;

    private final Trackers trackers;

    private final TrackerLists lists;

    private final Groups groups;

    private final DraftWriter writer = new DraftWriter();

    DraftForms(Trackers trackers, TrackerLists lists, Groups groups) {
        this.trackers = trackers;
        this.lists = lists;
        this.groups = groups;
    }

    /**
     * Asks the tracker for what there is to choose from; one that does not answer leaves
     * the lists out.
     * @param given what persons said of the issue so far
     */
    DraftForm write(Integration integration, long groupId, IssueDetails given) {
        var tracker = this.trackers.get(integration.tracker());
        var group = this.groups.summary(groupId);
        var lists = this.lists.read(integration);
        var title = this.writer
            .write(group, integration.payload(), tracker.titleLimit(),
                    new Overrides(given.title(), given.owner(), given.fields()))
            .title();
        var configured = new HashMap<String, String>();
        integration.payload().customFields().keySet().forEach((name) -> configured.put(name, ""));
        configured.putAll(this.writer.fields(group, integration.payload()));
        var fields = new DraftFields(lists.fields(), bodyField(integration.payload())).ask(configured, given.fields());
        return new DraftForm(integration.project(), integration.name(), tracker.name(), group.url(),
                group.fingerprint().substring(0, SHOWN_FINGERPRINT), title, given.owner(),
                owners(lists.people(), given.owner()), fields, lists.note());
    }

    /** Whoever was named already stays choosable, on the list or not. */
    private static List<Choice> owners(List<Issue.Account> people, String given) {
        var owners = new ArrayList<Choice>();
        people.forEach((person) -> owners.add(new Choice(person.name(), person.id())));
        if (!given.isEmpty() && people.stream().noneMatch((person) -> person.id().equals(given))) {
            owners.add(new Choice(given, given));
        }
        return List.copyOf(owners);
    }

    private static Optional<String> bodyField(Payload payload) {
        return Optional.ofNullable(payload.bodyField()).filter((field) -> !field.isBlank());
    }

}
