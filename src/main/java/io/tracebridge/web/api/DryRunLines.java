package io.tracebridge.web.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.triage.dryrun.DryRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dry run as lines of JSON: {@code progress} while it judges, then a {@code report}
 * each, and the {@code summary} last; or an {@code error} last, since the status is sent
 * long before.
 */
final class DryRunLines {

    private static final Logger log = LoggerFactory.getLogger(DryRunLines.class);

    private final OutputStream out;

    private final ObjectMapper json;

    DryRunLines(OutputStream out, ObjectMapper json) {
        this.out = out;
        this.json = json;
    }

    void write(DryRun run) {
        try {
            end(run);
        }
        catch (IOException ex) {
            log.debug("Whoever asked for a dry run went away.", ex);
        }
    }

    private void end(DryRun run) throws IOException {
        try {
            var summary = run.judge((done) -> {
                line("progress", Map.of("done", done, "total", run.span().size()));
                this.out.flush();
            });
            run.report(run.span(), (piece) -> {
                for (var report : piece) {
                    line("report", TriedReportAnswer.of(report));
                }
                this.out.flush();
            });
            line("summary", summary);
        }
        catch (InvalidInputException ex) {
            line("error", Map.of("field", ex.field(), "message", ex.getMessage()));
        }
        catch (RuntimeException ex) {
            log.error("A dry run failed.", ex);
            line("error", Map.of("message", "The dry run failed; the server's log says why."));
        }
        this.out.flush();
    }

    private void line(String kind, Object content) throws IOException {
        this.out.write(this.json.writeValueAsBytes(Map.of(kind, content)));
        this.out.write('\n');
    }

}
