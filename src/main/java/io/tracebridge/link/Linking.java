package io.tracebridge.link;

import java.util.Optional;
import java.util.stream.Collectors;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.StateMaps;
import io.tracebridge.integration.Trackers;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.triage.GroupRef;
import org.springframework.stereotype.Service;

/**
 * Ties groups to issues that existed before, by hand, and parts groups from issues. The
 * tracker is asked before the transaction begins, so that a slow one holds no lock.
 */
@Service
public class Linking {

    private static final int LONGEST_ISSUE = 2_000;

    private final Integrations integrations;

    private final Trackers trackers;

    private final StateMaps states;

    private final LinkingHistory history;

    Linking(Integrations integrations, Trackers trackers, StateMaps states, LinkingHistory history) {
        this.integrations = integrations;
        this.trackers = trackers;
        this.states = states;
        this.history = history;
    }

    /**
     * Links the group to the issue; asked again, answers the same link.
     * @param keyOrUrl as people write or paste it
     * @param actor {@code user:<name>}
     * @throws InvalidInputException when the group is merged, the integration cannot be
     * used or the text names no issue
     * @throws RequestRefused when somebody deletes the integration at this moment
     * @throws TrackerException when the tracker does not answer, or refuses us
     */
    public Linked link(Project project, GroupRef group, String integrationName, String keyOrUrl, String actor) {
        group.requireOwnStanding();
        requireIssueText(keyOrUrl);
        var integration = integration(project, integrationName);
        return this.history.linked(group, integration, locate(integration, keyOrUrl.strip()), actor);
    }

    /**
     * The same in the place of a link whose issue is gone.
     */
    Linked relink(Project project, GroupRef group, long goneLink, String integrationName, String keyOrUrl,
            String actor) {
        group.requireOwnStanding();
        requireIssueText(keyOrUrl);
        var integration = integration(project, integrationName);
        return this.history.relinked(group, goneLink, integration, locate(integration, keyOrUrl.strip()), actor);
    }

    /**
     * Parts the group from an issue, which stays as it is in the tracker.
     * @return whether there was such a link
     * @throws InvalidInputException when the group is merged, or the link's issue is
     * still being made
     */
    public boolean unlink(GroupRef group, long linkId, String actor) {
        group.requireOwnStanding();
        return this.history.unlinked(group, linkId, actor);
    }

    private static void requireIssueText(String issue) {
        if (issue == null || issue.isBlank() || issue.length() > LONGEST_ISSUE
                || issue.strip().chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInputException("issue",
                    "must be an issue's key or address, of at most " + LONGEST_ISSUE + " characters on one line");
        }
    }

    private Integration integration(Project project, String name) {
        var integration = (name != null) ? this.integrations.find(project.id(), name) : Optional.<Integration>empty();
        if (integration.isEmpty()) {
            throw new InvalidInputException("integration",
                    "must be one of this project's integrations: " + this.integrations.list(project.id())
                        .stream()
                        .map(Integration::name)
                        .collect(Collectors.joining(", ")));
        }
        requireUsable(integration.get());
        return integration.get();
    }

    private void requireUsable(Integration integration) {
        requireOn(integration);
        var tracker = this.trackers.get(integration.tracker());
        if (!tracker.capabilities().contains(Capability.LOCATE)) {
            throw new InvalidInputException("integration", "cannot link existing issues of " + tracker.name());
        }
    }

    static void requireOn(Integration integration) {
        integration.pause().ifPresent((pause) -> {
            throw new InvalidInputException("integration",
                    "is paused (" + pause.reason() + "); an admin has to save it again");
        });
        if (!integration.usable()) {
            throw new InvalidInputException("integration", "is switched off; an admin can enable it");
        }
    }

    private Located locate(Integration integration, String keyOrUrl) {
        try {
            var issue = find(integration, keyOrUrl);
            var compared = OnLink.of(integration.sync()) != OnLink.NOBODY;
            return new Located(issue,
                    compared ? Optional.of(this.states.inward(integration, issue.status())) : Optional.empty());
        }
        catch (TrackerException.CredentialRefused ex) {
            this.integrations.pause(integration.id(), ex.getMessage());
            throw ex;
        }
    }

    private Issue find(Integration integration, String keyOrUrl) {
        var client = this.trackers.connect(integration);
        try {
            return client.locate(keyOrUrl);
        }
        catch (TrackerException.Rejected ex) {
            if (ex.reason() != TrackerException.Rejected.Reason.INVALID_FIELD) {
                throw ex;
            }
            throw new InvalidInputException("issue", "cannot be linked: " + ex.getMessage());
        }
        catch (TrackerException.IssueGone ex) {
            throw new InvalidInputException("issue", "was not found: " + ex.getMessage());
        }
    }

    /**
     * @param created false if it was linked already
     */
    public record Linked(long linkId, boolean created) {
    }

}
