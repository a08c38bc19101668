package io.tracebridge.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.Trackers;
import io.tracebridge.issue.DraftWriter;
import io.tracebridge.issue.Overrides;
import io.tracebridge.issue.Payload;
import io.tracebridge.link.DraftForm.Choice;
import io.tracebridge.link.IssueRequest.State;
import io.tracebridge.tracker.Issue;
import io.tracebridge.triage.Groups;
import org.springframework.stereotype.Service;

/** Finds out what is left to ask of a person who wants an issue. */
@Service
public class RequestDrafting {

    private static final int SHOWN_FINGERPRINT = 8;

    private final IssueRequestRows requests;

    private final Integrations integrations;

    private final Trackers trackers;

    private final TrackerLists lists;

    private final Groups groups;

    private final DraftWriter writer = new DraftWriter();

    RequestDrafting(IssueRequestRows requests, Integrations integrations, Trackers trackers, TrackerLists lists,
            Groups groups) {
        this.requests = requests;
        this.integrations = integrations;
        this.trackers = trackers;
        this.lists = lists;
        this.groups = groups;
    }

    /**
     * Prepares the request for the one process instance that works on it; asked again by
     * the same instance, answers as things are then.
     */
    public Drafted draft(UUID requestId, long processInstanceKey) {
        while (this.requests.claim(requestId, processInstanceKey)) {
            var request = this.requests.find(requestId);
            if (request.isEmpty()) {
                break;
            }
            var said = request.get().given();
            if (!request.get().open()) {
                return Drafted.complete(said);
            }
            var form = write(request.get());
            var complete = !said.title().isEmpty() && missing(form, said.fields()).isEmpty();
            if (this.requests.drafted(requestId, form, complete ? State.SUBMITTED : State.WAITING)) {
                return complete ? Drafted.complete(said) : Drafted.incomplete(form);
            }
        }
        return Drafted.OVER;
    }

    /** The required fields that neither a person nor the integration fills. */
    static List<String> missing(DraftForm form, Map<String, String> given) {
        return form.fields()
            .stream()
            .filter((field) -> field.required() && given.getOrDefault(field.name(), field.value()).isBlank())
            .map((field) -> "fields." + field.name())
            .toList();
    }

    private DraftForm write(IssueRequest request) {
        var integration = this.integrations.find(request.integrationId()).orElseThrow();
        var tracker = this.trackers.get(integration.tracker());
        var group = this.groups.summary(request.groupId());
        var lists = this.lists.read(integration);
        var given = request.given();
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

    /**
     * @param form what to ask; null when nothing is
     * @param title as a person gave it, as are owner and fields; null until it is
     * complete
     */
    public record Drafted(Outcome outcome, DraftForm form, String title, String owner, Map<String, String> fields) {

        static final Drafted OVER = new Drafted(Outcome.OVER, null, null, null, null);

        static Drafted complete(IssueDetails details) {
            return new Drafted(Outcome.COMPLETE, null, details.title(), details.owner(), details.fields());
        }

        static Drafted incomplete(DraftForm form) {
            return new Drafted(Outcome.INCOMPLETE, form, null, null, null);
        }

    }

    public enum Outcome {

        @JsonProperty("complete")
        COMPLETE,

        @JsonProperty("incomplete")
        INCOMPLETE,

        /** The request ended, or another instance works on it. */
        @JsonProperty("over")
        OVER

    }

}
