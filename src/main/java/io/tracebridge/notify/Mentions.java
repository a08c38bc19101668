package io.tracebridge.notify;

import java.time.Duration;

import io.tracebridge.link.LinkedIssue;
import io.tracebridge.link.LinkedIssues;
import io.tracebridge.link.NotYet;
import io.tracebridge.notify.MentionHistory.Claim;
import io.tracebridge.notify.MentionHistory.Mention;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.triage.Decisions;
import io.tracebridge.triage.Groups;
import org.springframework.stereotype.Service;

/**
 * Tells those whom the rules mentioned; at most once per decision and target. Each
 * mention is claimed before it is sent. Whoever finds a claim whose worker was never
 * heard of again, or a message whose answer was lost, does not send it again, unless the
 * receiver itself can tell a message that comes twice.
 */
@Service
public class Mentions {

    private static final Duration CLAIMED = Duration.ofSeconds(15);

    private final Decisions decisions;

    private final Groups groups;

    private final LinkedIssues issues;

    private final Targets targets;

    private final Channels channels;

    private final MentionHistory history;

    Mentions(Decisions decisions, Groups groups, LinkedIssues issues, Targets targets, Channels channels,
            MentionHistory history) {
        this.decisions = decisions;
        this.groups = groups;
        this.issues = issues;
        this.targets = targets;
        this.channels = channels;
        this.history = history;
    }

    /**
     * Sends what is not sent yet. One target's trouble does not keep the others from
     * being told.
     * @throws NotYet when it is too early for some target
     * @throws TrackerException when some target may be told by a later try
     */
    public void deliver(long decisionId, long linkId) {
        this.history.subject(decisionId).ifPresent((subject) -> {
            RuntimeException again = null;
            for (var name : this.decisions.mentions(decisionId)) {
                try {
                    deliver(subject.projectId(), new Mention(decisionId, linkId, subject.groupId(), name));
                }
                catch (NotYet | TrackerException ex) {
                    again = (again != null) ? again : ex;
                }
            }
            if (again != null) {
                throw again;
            }
        });
    }

    private void deliver(long projectId, Mention mention) {
        switch (this.history.claim(mention.decisionId(), mention.target())) {
            case Claim.Done() -> {
            }
            case Claim.Busy() -> throw new NotYet("another worker is telling " + mention.target(), CLAIMED);
            case Claim.Taken taken -> this.targets.find(projectId, mention.target())
                .ifPresentOrElse((target) -> deliver(mention, target, taken), () -> this.history.noted(mention));
        }
    }

    private void deliver(Mention mention, Target target, Claim.Taken taken) {
        var channel = this.channels.find(target.kind()).orElse(null);
        var issue = this.issues.find(mention.linkId()).orElse(null);
        if (channel == null) {
            this.history.withheld(mention, target, TargetAdmin.unknownKind(target));
        }
        else if (taken.lost() && !channel.repeatable()) {
            this.history.unknown(mention, target,
                    "Tracebridge stopped while it was sending; to be safe it does not send again.");
        }
        else if (!target.usable()) {
            this.history.withheld(mention, target,
                    "The target is disabled" + target.off().map((off) -> ": " + off.reason()).orElse("."));
        }
        else if (issue == null) {
            this.history.withheld(mention, target, "The issue was unlinked meanwhile.");
        }
        else {
            settle(mention, target, channel.send(target, message(mention, target, taken, issue)));
        }
    }

    private void settle(Mention mention, Target target, Outcome outcome) {
        switch (outcome) {
            case Outcome.Sent() -> this.history.sent(mention, target);
            case Outcome.Unknown(var why) -> this.history.unknown(mention, target, why);
            case Outcome.Refused(var why) -> this.history.failed(mention, target, why);
            case Outcome.Dead(var why) -> this.history.dead(mention, target, why);
            case Outcome.Again(var why) -> {
                this.history.again(mention, target, why.getMessage());
                throw why;
            }
        }
    }

    private Message message(Mention mention, Target target, Claim.Taken taken, LinkedIssue issue) {
        var group = this.groups.summary(mention.groupId());
        return new Message(taken.messageId(), taken.at(), mention.target(), target.project(), issue,
                group.fingerprint(), group.url(), group.classifiers().stream().findFirst().orElse(""), group.reports());
    }

}
