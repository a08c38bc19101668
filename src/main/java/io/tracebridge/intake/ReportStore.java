package io.tracebridge.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tracebridge.intake.IncomingReport.GroupKey;
import io.tracebridge.intake.IncomingReport.Key;
import io.tracebridge.triage.Reopening;
import io.tracebridge.triage.SeenReport;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores a batch of reports with everything that follows from them: counts, values,
 * attachments, triggers; all of it or nothing.
 */
@Component
class ReportStore {

    private final ReportRows reports;

    private final GroupRows groups;

    private final OccurrenceRows occurrences;

    private final GroupValues values;

    private final DefinedAttributes attributes;

    private final AttachmentRows attachments;

    private final Reopening reopening;

    private final Triggers triggers;

    ReportStore(ReportRows reports, GroupRows groups, OccurrenceRows occurrences, GroupValues values,
            DefinedAttributes attributes, AttachmentRows attachments, Reopening reopening, Triggers triggers) {
        this.reports = reports;
        this.groups = groups;
        this.occurrences = occurrences;
        this.attributes = attributes;
        this.attachments = attachments;
        this.values = values;
        this.reopening = reopening;
        this.triggers = triggers;
    }

    /**
     * @return one receipt per report, in order; reports already stored get the receipt of
     * the first
     * @throws ConcurrencyFailureException if another process was in the way and the batch
     * should be tried again
     */
    @Transactional
    public List<Receipt> store(List<IncomingReport> batch) {
        var firsts = new LinkedHashMap<Key, IncomingReport>();
        batch.forEach((report) -> firsts.putIfAbsent(report.key(), report));
        var receipts = new HashMap<>(this.reports.alreadyStored(firsts.keySet()));
        firsts.keySet().removeAll(receipts.keySet());
        if (!firsts.isEmpty()) {
            storeNew(List.copyOf(firsts.values())).forEach((stored) -> receipts.put(stored.report().key(),
                    new Receipt(stored.report().rxid(), stored.id(), stored.report().fingerprint(), stored.unique())));
        }
        return batch.stream().map((report) -> receipts.get(report.key())).toList();
    }

    private List<Stored> storeNew(List<IncomingReport> batch) {
        // First the groups: their row locks, always taken in the same order, keep all
        // that follows from being done twice at once for one group.
        var groupRows = this.groups.count(batch);
        Map<GroupKey, Long> groupIds = new HashMap<>();
        groupRows.forEach((key, row) -> groupIds.put(key, row.id()));
        var ids = this.reports.insert(batch, groupIds);
        var stored = new ArrayList<Stored>();
        var seen = new HashSet<GroupKey>();
        for (var report : batch) {
            var group = groupRows.get(report.group());
            var first = seen.add(report.group()) && group.created();
            stored.add(new Stored(report, ids.get(report.rxid()), group.id(), group.rootId(), first));
        }
        this.occurrences.count(stored);
        this.attachments.insert(stored);
        var defined = this.attributes.load(stored.stream().map((one) -> one.report().projectId()).distinct().toList());
        this.values.count(stored, defined);
        this.reopening.consider(stored.stream()
            .filter((one) -> groupRows.get(one.report().group()).mayReopen())
            .map(Stored::arrival)
            .toList());
        this.triggers.consider(stored, defined);
        return stored;
    }

    /**
     * A report with its row.
     *
     * @param groupId the group of its fingerprint, which keeps its values
     * @param rootId the group that people see and automations look at
     * @param unique whether it is the first of its group
     */
    record Stored(IncomingReport report, long id, long groupId, long rootId, boolean unique) {

        Reopening.Arrival arrival() {
            return new Reopening.Arrival(this.groupId, this.id,
                    new SeenReport(this.report.occurredAt(), this.report.attributes()));
        }

    }

}
