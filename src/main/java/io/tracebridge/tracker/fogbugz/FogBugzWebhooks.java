package io.tracebridge.tracker.fogbugz;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Webhooks;

/**
 * What FogBugz posts: one flat object of strings. It signs nothing, so that only the
 * secret in our address tells who posts; the case is read before anything is done.
 */
final class FogBugzWebhooks implements Webhooks {

    private static final JsonMapper JSON = JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    @Override
    public Secret secretFrom() {
        return Secret.NONE;
    }

    @Override
    public List<String> instructions(String url, String secret) {
        return List.of(
                "In FogBugz, open the menu of your avatar and choose Webhooks, Add New Hook. You need to be an administrator.",
                "Where there is no such entry (FogBugz For Your Server has URL Triggers, which post no JSON), leave this out: polling does it alone.",
                "Tick the case events CaseOpened, CaseEdited, CaseAssigned, CaseResolved, CaseReactivated, CaseClosed and CaseReopened.",
                "Enter the URL " + url,
                "Let it send a POST with all data as JSON, without a filter or with one for your project.",
                "There is no secret to enter: the URL is the secret, so show it to nobody.",
                "Save it, change a case of the project, and see that the delivery arrives here.");
    }

    @Override
    public Delivery read(Request request, String secret) {
        JsonNode json;
        try {
            json = JSON.readTree(request.body());
        }
        catch (IOException ex) {
            return new Delivery.Forged("The body is not JSON.");
        }
        var event = json.path("eventtype").asText();
        if (event.isBlank()) {
            return new Delivery.Forged("The body is no event of FogBugz: it has no eventtype.");
        }
        var number = json.path("casenumber").asText();
        if (!NUMBER.matcher(number).matches()) {
            return new Delivery.Ignored("The event " + event + " is about no case.");
        }
        return new Delivery.Changed(id(json, event), List.of(new IssueRef(number, "Case " + number, "")),
                Optional.of(json.path("personeditingid").asText()).filter((actor) -> !actor.isBlank()));
    }

    /** FogBugz numbers the changes of all cases in one row. */
    private static String id(JsonNode json, String event) {
        var change = json.path("caseeventid").asText();
        return !change.isBlank() ? change
                : String.join("/", event, json.path("casenumber").asText(), json.path("eventtime").asText());
    }

}
