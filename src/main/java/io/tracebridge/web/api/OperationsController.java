package io.tracebridge.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tracebridge.integration.IntegrationOverview;
import io.tracebridge.link.LinkBacklog;
import io.tracebridge.link.RunsUnderWay;
import io.tracebridge.notify.SwitchedOff;
import io.tracebridge.outbox.EngineConsoles;
import io.tracebridge.outbox.EngineProbe;
import io.tracebridge.outbox.OutboxBacklog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What waits, fails or is stuck, in all projects. Incidents are the engine's own: Operate
 * shows them.
 */
@RestController
@RequestMapping("/api/v1/operations")
class OperationsController {

    /** Of each kind; the counts tell of all. */
    private static final int MOST_LISTED = 50;

    private final OutboxBacklog outbox;

    private final LinkBacklog links;

    private final IntegrationOverview integrations;

    private final SwitchedOff targets;

    private final RunsUnderWay runs;

    private final EngineConsoles consoles;

    private final ObjectProvider<EngineProbe> engine;

    OperationsController(OutboxBacklog outbox, LinkBacklog links, IntegrationOverview integrations, SwitchedOff targets,
            RunsUnderWay runs, EngineConsoles consoles, ObjectProvider<EngineProbe> engine) {
        this.outbox = outbox;
        this.links = links;
        this.integrations = integrations;
        this.targets = targets;
        this.runs = runs;
        this.consoles = consoles;
        this.engine = engine;
    }

    @GetMapping
    Answer overview() {
        var kinds = this.outbox.kinds();
        var dirty = this.links.dirty();
        return new Answer(engine(), new OutboxAnswer(kinds.stream().mapToLong(OutboxBacklog.Kind::waiting).sum(),
                kinds.stream().mapToLong(OutboxBacklog.Kind::failing).sum(), kinds, this.outbox.failing(MOST_LISTED)),
                new LinksAnswer(dirty.number(), dirty.oldestAt(),
                        this.links.counts()
                            .stream()
                            .map((count) -> new CountAnswer(count.trouble().id(), count.number()))
                            .toList(),
                        this.links.troubles(MOST_LISTED).stream().map(TroubleAnswer::of).toList()),
                this.integrations.list().stream().map(IntegrationAnswer::of).toList(), this.targets.list(),
                this.runs.list());
    }

    private EngineAnswer engine() {
        var probe = this.engine.getIfAvailable();
        var trouble = (probe != null) ? probe.trouble() : Optional.of("This copy of the program runs without it.");
        return new EngineAnswer(trouble.isEmpty(), trouble.orElse(null), this.consoles.operate().orElse(null),
                this.consoles.tasklist().orElse(null));
    }

    record Answer(EngineAnswer engine, OutboxAnswer outbox, LinksAnswer links, List<IntegrationAnswer> integrations,
            List<SwitchedOff.Row> switchedOffTargets, List<RunsUnderWay.Run> reconcileRuns) {
    }

    /**
     * @param message why it does not answer; absent while it does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EngineAnswer(boolean reachable, String message, String operateUrl, String tasklistUrl) {
    }

    record OutboxAnswer(long waiting, long failing, List<OutboxBacklog.Kind> kinds,
            List<OutboxBacklog.Failing> failingRows) {
    }

    /**
     * @param dirty links of which a side changed and that are not in step yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LinksAnswer(long dirty, Instant oldestDirtyAt, List<CountAnswer> counts, List<TroubleAnswer> troubles) {
    }

    record CountAnswer(String trouble, long number) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TroubleAnswer(String trouble, Long link, String request, String project, String fingerprint,
            String integration, String issue, Instant since, String words, boolean waitsForPerson, boolean retryable,
            Long processInstanceKey) {

        static TroubleAnswer of(LinkBacklog.Item item) {
            return new TroubleAnswer(item.trouble().id(), item.link(), item.request(), item.project(),
                    item.fingerprint(), item.integration(), item.issue(), item.since(), item.words(),
                    item.trouble().waitsForPerson(), item.trouble().retryable(), item.processInstanceKey());
        }

    }

    /**
     * Absent is what is not or never was.
     *
     * @param pausedReason why the program stopped using it
     * @param waitsUntil the tracker's rate limit; absent once it is over
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IntegrationAnswer(long id, String project, String name, String tracker, String state, boolean inTrouble,
            String pausedReason, Instant pausedAt, Instant lastSuccessAt, Instant lastFailureAt, String lastFailure,
            Instant waitsUntil, String pollError, Instant lastWebhookAt, Instant webhookGapSince, long toSync,
            long toCreate) {

        static IntegrationAnswer of(IntegrationOverview.Row row) {
            var status = row.status();
            return new IntegrationAnswer(row.id(), row.project(), row.name(), row.tracker(), row.state(),
                    row.inTrouble(), row.pausedReason(), row.pausedAt(), status.lastSuccessAt(), status.lastFailureAt(),
                    status.lastFailure(), row.waiting() ? status.waitsUntil() : null, row.pollError(),
                    row.lastWebhookAt(), row.webhookGapSince(), status.toSync(), status.toCreate());
        }

    }

}
