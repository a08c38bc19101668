package io.tracebridge.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.rules.Decision;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the rules said of each report, and why. One decision per report and integration,
 * for ever.
 */
@Component
public class Decisions {

    private static final TypeReference<List<Decision.TraceEntry>> TRACE = new TypeReference<>() {
    };

    private static final String SELECT = """
            select d.*, i.name as integration from decision d join integration i on i.id = d.integration_id
            """;

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    Decisions(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Map<Long, Stored> ofReport(long reportId) {
        return this.jdbc.sql(SELECT + "where d.report_id = ?")
            .param(reportId)
            .query(this::stored)
            .list()
            .stream()
            .collect(Collectors.toMap(Stored::integrationId, Function.identity()));
    }

    /** Newest first, with those of all groups merged into it. */
    List<Stored> ofGroup(long groupId, int limit) {
        return page(groupId, Filter.NONE, limit);
    }

    Stored get(long id) {
        return this.jdbc.sql(SELECT + "where d.id = ?").param(id).query(this::stored).single();
    }

    /** Newest first, with those of all groups merged into it. */
    public List<Stored> page(long groupId, Filter filter, int limit) {
        return this.jdbc.sql(SELECT + """
                where d.group_id in (select id from error_group where id = :group or root_id = :group)
                  and (:integration::bigint is null or d.integration_id = :integration)
                  and (:outcome::text is null or d.outcome = :outcome)
                  and (:before::bigint is null or d.id < :before)
                order by d.id desc limit :limit""")
            .param("group", groupId)
            .param("integration", filter.integrationId())
            .param("outcome", (filter.outcome() != null) ? outcome(filter.outcome()) : null)
            .param("before", filter.before())
            .param("limit", limit)
            .query(this::stored)
            .list();
    }

    /**
     * Keeps the first decision: a repeated job reads what was decided before instead of
     * deciding anew.
     */
    void save(long reportId, long groupId, long integrationId, Decision decision, long processInstanceKey) {
        this.jdbc.sql("""
                insert into decision (report_id, group_id, integration_id, outcome, winning_rule, trace, mentions,
                  process_instance_key)
                values (?, ?, ?, ?, ?, ?::jsonb, ?, ?) on conflict (report_id, integration_id) do nothing""")
            .params(reportId, groupId, integrationId, outcome(decision.outcome()), decision.winningRule(),
                    write(decision.trace()), decision.mentions().toArray(String[]::new), processInstanceKey)
            .update();
    }

    /** Targets that the rules mentioned; empty for an unknown decision. */
    public List<String> mentions(long decisionId) {
        return this.jdbc.sql("select unnest(mentions) from decision where id = ?")
            .param(decisionId)
            .query(String.class)
            .list();
    }

    private static String outcome(Decision.Outcome outcome) {
        return (outcome == Decision.Outcome.SUBMIT) ? "submit" : "filter";
    }

    private Stored stored(ResultSet row, int n) throws SQLException {
        return new Stored(row.getLong("id"), row.getLong("report_id"), row.getLong("group_id"),
                row.getLong("integration_id"), row.getString("integration"), "submit".equals(row.getString("outcome")),
                row.getObject("winning_rule", Integer.class), read(row.getString("trace")),
                List.of((String[]) row.getArray("mentions").getArray()), row.getTimestamp("decided_at").toInstant());
    }

    private String write(List<Decision.TraceEntry> trace) {
        try {
            return this.json.writeValueAsString(trace);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("traces are plain records", ex);
        }
    }

    private List<Decision.TraceEntry> read(String stored) {
        try {
            return this.json.readValue(stored, TRACE);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("a stored trace does not read as one", ex);
        }
    }

    /**
     * Each part null for any.
     *
     * @param before id of the last decision of the page before
     */
    public record Filter(Long integrationId, Decision.Outcome outcome, Long before) {

        static final Filter NONE = new Filter(null, null, null);

    }

    /**
     * @param winningRule position in the trace, counted from 1; null when no submit or
     * filter rule matched
     */
    public record Stored(long id, long reportId, long groupId, long integrationId, String integration, boolean submit,
            Integer winningRule, List<Decision.TraceEntry> trace, List<String> mentions, Instant decidedAt) {

        /** The rule that decided, with the value it saw; empty when none matched. */
        public Optional<Decision.TraceEntry> winner() {
            return Optional.ofNullable(this.winningRule).map((position) -> this.trace.get(position - 1));
        }

    }

}
