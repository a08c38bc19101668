package io.tracebridge.link;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tracebridge.integration.Integrations;
import io.tracebridge.link.IssueRequest.State;
import org.springframework.stereotype.Service;

/** Finds out what is left to ask of a person who wants an issue. */
@Service
public class RequestDrafting {

    private final IssueRequestRows requests;

    private final Integrations integrations;

    private final DraftForms forms;

    RequestDrafting(IssueRequestRows requests, Integrations integrations, DraftForms forms) {
        this.requests = requests;
        this.integrations = integrations;
        this.forms = forms;
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
            var form = form(request.get());
            var complete = !said.title().isEmpty() && missing(form, said.fields()).isEmpty();
            if (this.requests.drafted(requestId, form, complete ? State.SUBMITTED : State.WAITING)) {
                return complete ? Drafted.complete(said) : Drafted.incomplete(form);
            }
        }
        return Drafted.OVER;
    }

    private DraftForm form(IssueRequest request) {
        return this.forms.write(this.integrations.find(request.integrationId()).orElseThrow(), request.groupId(),
                request.given());
    }

    /** The required fields that neither a person nor the integration fills. */
    static List<String> missing(DraftForm form, Map<String, String> given) {
        return form.fields()
            .stream()
            .filter((field) -> field.required() && given.getOrDefault(field.name(), field.value()).isBlank())
            .map((field) -> "fields." + field.name())
            .toList();
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
