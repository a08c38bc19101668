package io.tracebridge.workflow;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.tracebridge.notify.Mentions;
import org.springframework.stereotype.Component;

/** Tells those whom a decision mentions that there is an issue. */
@Component
public class NotifyMentionsWorker {

    private final Mentions mentions;

    NotifyMentionsWorker(Mentions mentions) {
        this.mentions = mentions;
    }

    @JobWorker(type = JobTypes.NOTIFY_MENTIONS)
    public void notifyMentions(@VariablesAsType Input input) {
        this.mentions.deliver(input.decisionId(), input.linkId());
    }

    /**
     * @param integrationId for the words of an incident, as is the group
     */
    public record Input(long integrationId, long groupId, long decisionId, long linkId) {
    }

}
