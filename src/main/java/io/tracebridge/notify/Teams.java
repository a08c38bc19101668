package io.tracebridge.notify;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.tracebridge.issue.PlainText;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerHttp;
import io.tracebridge.tracker.http.TrackerRequest;
import io.tracebridge.tracker.http.TrackerResponse;

/**
 * A Microsoft Teams workflow ("Post to a channel when a webhook request is received").
 * Its URL is signed, so all of it is a secret. Teams says "accepted", not "shown".
 */
final class Teams implements Channel {

    private static final Setting ACCOUNT = Setting.optional("account", "Whom to mention",
            "The person's user principal name or Entra object id; nobody if left out", "");

    private static final Setting NAME = Setting.optional("name", "Their name", "As the mention shows it", "");

    private static final Setting URL = Setting.secret("url", "Workflow URL",
            "The HTTP POST URL that the workflow shows, complete with its sig=…");

    private static final Pattern ACCOUNTS = Pattern.compile("[A-Za-z0-9._%+'#-]+@[A-Za-z0-9.-]+|[0-9a-fA-F-]{36}");

    /** Nothing that the text around a mention could read as markup. */
    private static final Pattern NAMES = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} .,'’-]{0,99}");

    private final TrackerHttp http;

    Teams(TrackerHttp http) {
        this.http = http;
    }

    @Override
    public String kind() {
        return "teams";
    }

    @Override
    public List<Setting> settings() {
        return List.of(ACCOUNT, NAME, URL);
    }

    @Override
    public void check(Connection connection) {
        TargetChecks.matches(ACCOUNT, connection.get(ACCOUNT), ACCOUNTS,
                "must be a user principal name such as jane@example.com, or an object id of 36 characters");
        TargetChecks.matches(NAME, connection.get(NAME), NAMES, "must be letters, digits, blanks and . , ' - alone");
        TargetChecks.require(connection.get(ACCOUNT).isEmpty() == connection.get(NAME).isEmpty(),
                TargetChecks.field(connection.get(NAME).isEmpty() ? NAME : ACCOUNT),
                "is required: a mention needs account and name");
        TargetChecks.secretUrl(URL, connection.get(URL));
    }

    @Override
    public Outcome send(Target target, Message message) {
        var card = TeamsCard.of(message, target.connection().get(ACCOUNT), target.connection().get(NAME));
        try {
            this.http.open(TargetChecks.secretUrl(URL, target.connection().get(URL)), Teams::refusal)
                .call(TrackerRequest.post().json(card).answeredByAnything());
            return new Outcome.Sent();
        }
        catch (TrackerException ex) {
            return Outcome.of(ex, false);
        }
    }

    @Override
    public String tested() {
        return "The workflow accepted the test message; whether it is shown can be seen in the channel alone.";
    }

    private static TrackerException refusal(TrackerResponse response) {
        var error = response.json().path("error");
        var words = (error.path("code").asText() + " " + error.path("message").asText()).strip();
        var message = "Teams answered " + response.status()
                + (words.isEmpty() ? "" : ": " + PlainText.cut(PlainText.oneLine(words), 300)) + ".";
        if (response.status() == 401 || response.status() == 403) {
            return new TrackerException.CredentialRefused(message + " Enter the workflow's URL again.");
        }
        var gone = response.status() == 404 || response.status() == 410
                || error.path("code").asText().startsWith("WorkflowTrigger");
        return new TrackerException.Rejected(gone ? Reason.PROJECT_MISSING : Reason.INVALID_FIELD,
                message + (gone ? " The workflow was deleted or switched off." : ""), Map.of());
    }

}
