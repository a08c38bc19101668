package io.tracebridge.web.page.wizard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.tracebridge.integration.Integration;
import io.tracebridge.rules.Decision;
import io.tracebridge.triage.dryrun.DryRunRequest;
import io.tracebridge.triage.dryrun.DryRuns;
import io.tracebridge.triage.dryrun.Summary;
import io.tracebridge.triage.dryrun.TriedReport;
import org.springframework.stereotype.Component;

/** Puts the latest reports to rules as they are typed. */
@Component
class RuleTrials {

    static final int REPORTS = 50;

    private final DryRuns dryRuns;

    RuleTrials(DryRuns dryRuns) {
        this.dryRuns = dryRuns;
    }

    /**
     * @throws io.tracebridge.triage.dryrun.DryRunsBusy if too many are under way
     */
    Trial of(Integration saved, RulesForm form, Set<String> defined) {
        var errors = new Errors();
        form.rules(defined, errors);
        var typed = IntStream.range(0, form.rows().size())
            .filter((row) -> !form.rows().get(row).blank())
            .boxed()
            .toList();
        if (!errors.none()) {
            return new Trial(form.rows().size(), errors.messages(), typed, null, List.of());
        }
        var rules = typed.stream().map((row) -> form.rows().get(row).rule()).toList();
        try (var run = this.dryRuns.open(saved, new DryRunRequest(null, null, REPORTS, null, null, rules),
                Long.MAX_VALUE)) {
            var summary = run.judge((done) -> {
            });
            var lines = new ArrayList<Line>();
            run.report(run.span(), (piece) -> piece.forEach((report) -> lines.add(Line.of(report, typed))));
            return new Trial(form.rows().size(), Map.of(), typed, summary, lines.reversed());
        }
        catch (IOException ex) {
            throw new UncheckedIOException("nothing is written here that could fail", ex);
        }
    }

    /**
     * @param rows how many the form has, blank ones included
     * @param errors what is wrong with them, by field
     * @param typed of each rule the row it is in, from 0
     * @param summary null while something is wrong
     * @param lines newest first
     */
    record Trial(int rows, Map<String, String> errors, List<Integer> typed, Summary summary, List<Line> lines) {

        public String error(int row) {
            return this.errors.entrySet()
                .stream()
                .filter((error) -> error.getKey().startsWith("automation.rules[" + row + "]."))
                .map((error) -> error.getKey().replaceFirst(".*\\.", "") + ": " + error.getValue())
                .findFirst()
                .orElse("");
        }

        /** How the rule of a row fared, in words. */
        public String count(int row) {
            var rule = this.typed.indexOf(row);
            if (this.summary == null || rule < 0) {
                return "";
            }
            var count = this.summary.rules().get(rule);
            return "matches " + count.matched()
                    + (count.action().name().equals("MENTION") ? "" : ", decides " + count.won());
        }

    }

    /**
     * @param row the deciding rule's, from 1; null where none matches
     * @param seen the value that decided
     */
    record Line(String fingerprint, Instant receivedAt, boolean submit, Integer row, String seen,
            List<String> mentions) {

        static Line of(TriedReport report, List<Integer> typed) {
            var decision = report.decision();
            var winner = decision.winningRule();
            var seen = (winner != null) ? decision.trace().get(winner - 1) : null;
            return new Line(report.fingerprint(), report.receivedAt(), decision.outcome() == Decision.Outcome.SUBMIT,
                    (winner != null) ? typed.get(winner - 1) + 1 : null,
                    (seen != null) ? seen.seenAttribute() + " = " + seen.seenValue() : "", decision.mentions());
        }

    }

}
