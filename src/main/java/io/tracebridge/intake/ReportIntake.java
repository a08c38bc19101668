package io.tracebridge.intake;

import java.time.Clock;
import java.util.HashMap;
import java.util.UUID;

import io.tracebridge.logging.LogFields;
import io.tracebridge.project.Project;
import io.tracebridge.report.Fingerprinter;
import io.tracebridge.report.MalformedReportException;
import io.tracebridge.report.ReportReader;
import org.springframework.stereotype.Component;

/** From a submission to a stored report. */
@Component
class ReportIntake {

    private final Json json;

    private final ReportCommitter committer;

    private final Clock clock;

    ReportIntake(Json json, ReportCommitter committer, Clock clock) {
        this.json = json;
        this.committer = committer;
        this.clock = clock;
    }

    /**
     * Returns once the report is stored.
     * @throws Refusal if it is malformed or cannot be stored now
     */
    Receipt accept(Project project, Target target, Submission submission) {
        var report = read(project, target, submission);
        try {
            return this.committer.commit(report);
        }
        catch (RuntimeException ex) {
            // For whoever logs it; nothing is spent on the reports that are stored.
            LogFields.put(LogFields.RXID, report.rxid());
            throw ex;
        }
    }

    private IncomingReport read(Project project, Target target, Submission submission) {
        var extra = new HashMap<>(target.attributes());
        extra.putAll(submission.fields());
        var receivedAt = this.clock.instant();
        try {
            var report = ReportReader.read(this.json.readReport(submission.report()), extra, project.scrub(),
                    receivedAt);
            var grouping = Fingerprinter.group(report);
            var rxid = UUID.randomUUID();
            return new IncomingReport(rxid, project.id(), project.name(), report.uuid().orElse(rxid),
                    grouping.fingerprint().hex(), report.occurredAt(), receivedAt, target.weight(),
                    report.classifiers(), grouping.frames(), report.attributes(), this.json.gzip(report.body()),
                    submission.attachments());
        }
        catch (MalformedReportException ex) {
            throw Refusal.malformed(ex.getMessage(), ex);
        }
    }

}
