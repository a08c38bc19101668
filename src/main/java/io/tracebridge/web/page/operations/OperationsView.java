package io.tracebridge.web.page.operations;

import java.time.Instant;
import java.util.List;

import io.tracebridge.integration.IntegrationOverview;
import io.tracebridge.link.LinkBacklog;
import io.tracebridge.link.RunsUnderWay;
import io.tracebridge.notify.SwitchedOff;
import io.tracebridge.outbox.OutboxBacklog;

/**
 * What the page shows.
 *
 * @param withEngine whether this copy of the program talks to an engine at all
 * @param engineTrouble why the engine does not answer; null while it does
 * @param failing outbox rows that the engine refused several times
 * @param sections links and requests in trouble, by kind
 */
record OperationsView(boolean withEngine, String engineTrouble, List<OutboxBacklog.Kind> outbox,
        List<OutboxBacklog.Failing> failing, LinkBacklog.Dirty dirty, List<Section> sections,
        List<IntegrationOverview.Row> integrations, List<SwitchedOff.Row> targets, List<RunsUnderWay.Run> runs) {

    public long waiting() {
        return this.outbox.stream().mapToLong(OutboxBacklog.Kind::waiting).sum();
    }

    public long failingRows() {
        return this.outbox.stream().mapToLong(OutboxBacklog.Kind::failing).sum();
    }

    /** Null while nothing waits. */
    public Instant oldestWaiting() {
        return this.outbox.stream().map(OutboxBacklog.Kind::oldestAt).min(Instant::compareTo).orElse(null);
    }

    /** Of links and requests that the program should get on with by itself. */
    public long stuck() {
        return number(false);
    }

    public long forPeople() {
        return number(true);
    }

    public List<IntegrationOverview.Row> integrationsInTrouble() {
        return this.integrations.stream().filter(IntegrationOverview.Row::inTrouble).toList();
    }

    public long problems() {
        return ((this.engineTrouble != null) ? 1 : 0) + failingRows() + stuck() + integrationsInTrouble().size()
                + this.targets.size();
    }

    private long number(boolean people) {
        return this.sections.stream()
            .filter((section) -> section.words().trouble().waitsForPerson() == people)
            .mapToLong(Section::number)
            .sum();
    }

    /**
     * @param number of all, however many are listed
     */
    record Section(TroubleWords words, long number, List<LinkBacklog.Item> items) {
    }

}
