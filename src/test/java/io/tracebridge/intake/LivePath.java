package io.tracebridge.intake;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.issue.Payload;
import io.tracebridge.link.IssueCreation;
import io.tracebridge.project.Attribute;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.rules.Decision;
import io.tracebridge.triage.RuleEvaluation;
import io.tracebridge.triage.dryrun.DryRunRequest;
import io.tracebridge.triage.dryrun.DryRuns;
import io.tracebridge.triage.dryrun.TriedReport;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All that becomes of a report, from the intake to the issue, on a real database: the
 * outbox is worked off as soon as it is due, as the relay and the processes do it. And
 * the dry run on the same database.
 */
final class LivePath implements AutoCloseable {

    private static final String DUE = """
            delete from outbox where id = (
              select id from outbox where kind = 'error-report' and available_at <= ? order by available_at, id limit 1)
            returning (payload ->> 'reportId')::bigint as report, available_at, payload ->> 'integrationIds' as integrations
            """;

    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    private final ConfigurableApplicationContext context;

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    private final Map<Long, Instant> firings = new HashMap<>();

    private Project project;

    LivePath() {
        var database = TestDatabase.fresh();
        this.context = new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE)
            .properties(Middle.ENGINE, Middle.KEY, "spring.datasource.url=" + database.url(),
                    "spring.datasource.username=postgres")
            .run();
        this.jdbc = this.context.getBean(JdbcClient.class);
        this.json = this.context.getBean(ObjectMapper.class);
    }

    void freshProject(Set<String> attributes) {
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from outbox").update();
        this.firings.clear();
        var projects = this.context.getBean(Projects.class);
        this.project = projects.save("shop", null, null);
        attributes.forEach(
                (name) -> projects.saveAttribute(this.project.id(), new Attribute(name, Attribute.Type.STRING, "")));
    }

    Integration integration(Automation automation) {
        var payload = new Payload("{{project}} {{application}} {{group_prefix}} {{classifiers}}", null, null, null,
                null);
        return this.context.getBean(IntegrationAdmin.class)
            .save(this.project, new IntegrationSpec("I", "sandbox", null, null, null, payload, null, automation));
    }

    /** Stores one report, after all that is due before it was done. */
    long receive(Instant start, DryRunParityTest.Sent sent) {
        var time = start.plusSeconds(sent.second());
        work(time);
        var rxid = UUID.randomUUID();
        var attributes = new HashMap<>(sent.attributes());
        attributes.put("application", "app " + sent.group());
        var report = new IncomingReport(rxid, this.project.id(), this.project.name(), rxid,
                String.valueOf(sent.group()).repeat(64), time, time, 1, List.of("Error" + sent.group()),
                List.of("main"), attributes, new byte[0], List.of());
        return this.context.getBean(ReportStore.class).store(List.of(report)).getFirst().id();
    }

    /** Does all that is still to be done, however late. */
    void finish() {
        work(END);
    }

    private void work(Instant until) {
        while (this.jdbc.sql(DUE).param(Timestamp.from(until)).query((row, n) -> {
            var report = row.getLong("report");
            this.firings.put(report, row.getTimestamp("available_at").toInstant());
            return new Due(report, read(row.getString("integrations"), new TypeReference<List<Long>>() {
            }));
        }).optional().map(this::process).isPresent()) {
            continue;
        }
    }

    private Due process(Due due) {
        var creation = this.context.getBean(IssueCreation.class);
        this.context.getBean(RuleEvaluation.class)
            .evaluate(due.report(), due.integrations(), 1)
            .forEach((submission) -> creation
                .create(new IssueCreation.Request(submission.integrationId(), submission.groupId(),
                        submission.reportId(), submission.decisionId(), submission.scope(), null, null, null)));
        return due;
    }

    List<Decided> decisions(Integration integration) {
        return this.jdbc.sql("select * from decision where integration_id = ? order by report_id")
            .param(integration.id())
            .query((row, n) -> {
                var outcome = Decision.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT));
                var trace = read(row.getString("trace"), new TypeReference<List<Decision.TraceEntry>>() {
                });
                var mentions = List.of((String[]) row.getArray("mentions").getArray());
                var report = row.getLong("report_id");
                return new Decided(report,
                        new Decision(outcome, row.getObject("winning_rule", Integer.class), trace, mentions),
                        this.firings.get(report));
            })
            .list();
    }

    List<Made> issues(Integration integration) {
        return this.jdbc.sql("""
                select d.report_id, g.fingerprint, s.title from activity a
                join decision d on d.id = (a.cause ->> 'decision')::bigint
                join link l on l.id = (a.cause ->> 'link')::bigint join error_group g on g.id = l.group_id
                join sandbox_issue s on s.marker = l.marker
                where a.kind = 'issue-linked' and l.integration_id = ?""")
            .param(integration.id())
            .query((row, n) -> new Made(row.getLong("report_id"), row.getString("fingerprint"), row.getString("title")))
            .list();
    }

    List<TriedReport> dryRun(Integration integration) throws IOException {
        var tried = new ArrayList<TriedReport>();
        var request = new DryRunRequest(null, null, null, null, null);
        try (var run = this.context.getBean(DryRuns.class).open(integration, request, Long.MAX_VALUE)) {
            run.judge((done) -> {
            });
            run.report(run.span(), tried::addAll);
        }
        return tried;
    }

    private <T> T read(String stored, TypeReference<T> type) {
        try {
            return this.json.readValue(stored, type);
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public void close() {
        this.context.close();
    }

    private record Due(long report, List<Long> integrations) {
    }

    /**
     * @param at when it fired
     */
    record Decided(long report, Decision decision, Instant at) {
    }

    /**
     * @param report that led to it
     */
    record Made(long report, String fingerprint, String title) {
    }

    /** Deliberately without a stereotype, so that no scan finds it. */
    @ComponentScan(basePackageClasses = ReportStore.class, useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
                    pattern = "io\\.tracebridge\\.intake\\.(ReportStore|ReportRows|GroupRows|OccurrenceRows|GroupValues|DefinedAttributes"
                            + "|AttachmentRows|Triggers|TriggerMemory|Combinations|Json)"))
    @EnableConfigurationProperties(IntakeProperties.class)
    @Import({ Middle.class, Middle.RealTrackers.class })
    static class App {

    }

}
