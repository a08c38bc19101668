package io.tracebridge.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.Trackers;
import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.Inline;
import io.tracebridge.issue.Document.Text;
import io.tracebridge.link.NotYet;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.TrackerException;

/**
 * A comment on the issue itself that names one account, whom the tracker then notifies in
 * its own way.
 */
final class IssueComment implements Channel {

    private static final Setting ACCOUNT = Setting.text("account", "Account",
            "The id of the account to mention: Jira Cloud's account id; elsewhere the login");

    private static final Setting NAME = Setting.optional("name", "Name",
            "The login as people write it after @; the account if left out", "");

    private static final Setting INTEGRATION = Setting.optional("integration", "Integration",
            "The integration whose tracker has the account; any if left out", "");

    private static final Pattern ACCOUNTS = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.:@+-]{0,127}");

    private final Integrations integrations;

    private final Trackers trackers;

    IssueComment(Integrations integrations, Trackers trackers) {
        this.integrations = integrations;
        this.trackers = trackers;
    }

    @Override
    public String kind() {
        return "issue";
    }

    @Override
    public List<Setting> settings() {
        return List.of(ACCOUNT, NAME, INTEGRATION);
    }

    @Override
    public void check(Connection connection) {
        TargetChecks.matches(ACCOUNT, connection.get(ACCOUNT), ACCOUNTS, "must be an account id or login");
        TargetChecks.matches(NAME, connection.get(NAME), ACCOUNTS, "must be a login, without the @");
    }

    @Override
    public Outcome send(Target target, Message message) {
        var integration = this.integrations.find(message.issue().integrationId()).orElse(null);
        if (integration == null) {
            return new Outcome.Refused("The integration of this issue was deleted.");
        }
        var wanted = target.connection().get(INTEGRATION);
        if (!wanted.isEmpty() && !wanted.equals(integration.name())) {
            return new Outcome.Refused("The issue is in the tracker of " + integration.label()
                    + ", the account in that of \"" + wanted + "\".");
        }
        return comment(target, message, integration);
    }

    /** There is no issue to comment on, so this looks whether there could be one. */
    @Override
    public Outcome test(Target target, Message sample) {
        var wanted = target.connection().get(INTEGRATION);
        var able = this.integrations.list(target.projectId())
            .stream()
            .filter((integration) -> wanted.isEmpty() || wanted.equals(integration.name()))
            .anyMatch(this::comments);
        return able ? new Outcome.Sent()
                : new Outcome.Refused(wanted.isEmpty()
                        ? "No integration of this project has a tracker in which Tracebridge can comment."
                        : "There is no integration \"" + wanted + "\" in whose tracker Tracebridge can comment.");
    }

    @Override
    public String tested() {
        return "Tracebridge can comment there. No comment was written, since a test has no issue;"
                + " the tracker shows with the first one whether it knows the account.";
    }

    private Outcome comment(Target target, Message message, Integration integration) {
        try {
            NotYet.unlessUsable(integration);
            if (!comments(integration)) {
                return new Outcome.Refused("Tracebridge cannot comment in the tracker of " + integration.label() + ".");
            }
            this.trackers.connect(integration).comment(message.issue().ref(), text(target.connection(), message));
            return new Outcome.Sent();
        }
        catch (TrackerException.CredentialRefused ex) {
            // The target is well: the job waits until an admin mended the integration.
            this.integrations.pause(integration.id(), ex.getMessage());
            return new Outcome.Again(NotYet.paused(integration, ex.getMessage()));
        }
        catch (NotYet early) {
            return new Outcome.Again(early);
        }
        catch (TrackerException.Rejected ex) {
            return new Outcome.Refused(ex.getMessage());
        }
        catch (TrackerException ex) {
            return Outcome.of(ex, false);
        }
    }

    private boolean comments(Integration integration) {
        return this.trackers.get(integration.tracker()).capabilities().contains(Capability.COMMENT);
    }

    private static Document text(Connection connection, Message message) {
        var name = connection.get(NAME);
        var inlines = new ArrayList<Inline>();
        inlines.add(new Document.Mention(connection.get(ACCOUNT), name.isEmpty() ? connection.get(ACCOUNT) : name));
        inlines.add(new Text(" was mentioned by a rule of the project "));
        inlines.add(new Text(message.project()));
        message.shortClassifier().ifPresent((classifier) -> {
            inlines.add(new Text(": "));
            inlines.add(new Document.Code(classifier));
        });
        inlines.add(new Text(", " + message.count() + ". "));
        inlines.add(new Document.Link("Open the group in Tracebridge", message.groupUrl()));
        return new Document(List.of(new Document.Paragraph(inlines)));
    }

}
