package io.tracebridge.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.tracebridge.intake.ReportStore.Stored;
import io.tracebridge.intake.TriggerMemory.Change;
import io.tracebridge.intake.TriggerMemory.Known;
import io.tracebridge.intake.TriggerMemory.Place;
import io.tracebridge.integration.Automation.Event;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.Integrations.Armed;
import io.tracebridge.outbox.Outbox;
import io.tracebridge.rules.TriggerPolicy;
import io.tracebridge.rules.TriggerPolicy.Candidate;
import org.springframework.stereotype.Component;

/**
 * Asks every automation that is switched on whether it wants the new reports, and leaves
 * an outbox row for each report that some automation wants.
 */
@Component
class Triggers {

    private final Integrations integrations;

    private final TriggerMemory memory;

    private final Combinations combinations;

    private final Outbox outbox;

    Triggers(Integrations integrations, TriggerMemory memory, Combinations combinations, Outbox outbox) {
        this.integrations = integrations;
        this.memory = memory;
        this.combinations = combinations;
        this.outbox = outbox;
    }

    /**
     * @param reports in the order of their arrival, within the transaction that stored
     * them and holds their groups' locks
     * @param attributes the names each project has defined
     */
    void consider(List<Stored> reports, Map<Long, Set<String>> attributes) {
        var armed = this.integrations.armed(attributes.keySet());
        if (armed.isEmpty()) {
            return;
        }
        var offers = offers(armed, reports);
        var known = this.memory
            .load(offers.stream().filter((offer) -> offer.policy().needsMemory()).map(Offer::place).toList());
        var changes = new LinkedHashMap<Place, Change>();
        var wanted = new LinkedHashMap<Firing, List<Long>>();
        for (var offer : offers) {
            var before = known.getOrDefault(offer.place(), Known.NOTHING);
            if (offer.armed().automation().event() == Event.GROUP && before.hasIssue()) {
                continue;
            }
            var outcome = offer.policy().offer(before.memory(), candidates(offer, attributes));
            changes.put(offer.place(), new Change(before.memory(), outcome.memory()));
            outcome.firings()
                .forEach(
                        (firing) -> wanted
                            .computeIfAbsent(new Firing(offer.project(), offer.place().groupId(), firing.reportId(),
                                    firing.at()), (same) -> new ArrayList<>())
                            .add(offer.place().integrationId()));
        }
        this.memory.save(changes);
        this.outbox.add(entries(wanted));
    }

    private static List<Offer> offers(List<Armed> armed, List<Stored> reports) {
        Map<Long, List<Armed>> byProject = armed.stream().collect(Collectors.groupingBy(Armed::projectId));
        var byGroup = reports.stream()
            .filter((stored) -> byProject.containsKey(stored.report().projectId()))
            .collect(Collectors.groupingBy(Stored::rootId, LinkedHashMap::new, Collectors.toList()));
        var offers = new ArrayList<Offer>();
        byGroup.values()
            .forEach((group) -> byProject.get(group.getFirst().report().projectId())
                .forEach((automation) -> offers.add(new Offer(automation, group))));
        return offers;
    }

    private List<Candidate> candidates(Offer offer, Map<Long, Set<String>> attributes) {
        var automation = offer.armed().automation();
        var combination = (automation.event() == Event.GROUP)
                ? this.combinations.of(automation.rules(), attributes.get(offer.armed().projectId())) : null;
        return offer.reports()
            .stream()
            .map((stored) -> new Candidate(stored.id(), stored.report().receivedAt(), stored.report().weight(),
                    (combination != null) ? combination.digest(stored.report().attributes()) : ""))
            .toList();
    }

    private static List<Outbox.Entry> entries(Map<Firing, List<Long>> wanted) {
        return wanted.entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey(Comparator.comparing(Firing::at).thenComparing(Firing::reportId)))
            .map((entry) -> new Outbox.Entry("error-report",
                    Map.of("project", entry.getKey().project(), "groupId", entry.getKey().groupId(), "reportId",
                            entry.getKey().reportId(), "integrationIds", entry.getValue()),
                    entry.getKey().at()))
            .toList();
    }

    /** The new reports of one group, offered to one automation. */
    private record Offer(Armed armed, List<Stored> reports) {

        TriggerPolicy policy() {
            return this.armed.automation().triggerPolicy();
        }

        Place place() {
            return new Place(this.armed.integrationId(), this.reports.getFirst().rootId());
        }

        String project() {
            return this.reports.getFirst().report().project();
        }

    }

    /** One row of the outbox, whatever number of integrations it serves. */
    private record Firing(String project, long groupId, long reportId, Instant at) {
    }

}
