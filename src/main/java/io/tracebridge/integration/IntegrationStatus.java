package io.tracebridge.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How integrations fare with their trackers. */
@Component
public class IntegrationStatus {

    private final JdbcClient jdbc;

    IntegrationStatus(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By integration id; all in one round trip. */
    public Map<Long, Status> of(Collection<Long> integrationIds) {
        return this.jdbc.sql("""
                select id, last_success_at, last_failure_at, last_failure, waits_until,
                  (select count(*) from link l where l.integration_id = i.id and l.dirty_since is not null
                     and l.state = 'linked') as dirty,
                  (select count(*) from link l where l.integration_id = i.id and l.state = 'reserved') as reserved
                from integration i where id = any(:ids)""")
            .param("ids", integrationIds.toArray(Long[]::new))
            .query((row, n) -> Map.entry(row.getLong("id"), status(row)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Status status(ResultSet row) throws SQLException {
        return new Status(instant(row, "last_success_at"), instant(row, "last_failure_at"),
                row.getString("last_failure"), instant(row, "waits_until"), row.getLong("dirty"),
                row.getLong("reserved"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant).orElse(null);
    }

    /**
     * Null for what never was.
     *
     * @param lastFailure why, in words that say what to do
     * @param waitsUntil the tracker's rate limit lets us go on then; may be past
     * @param toSync links that are about to be brought in step
     * @param toCreate issues that are about to be created
     */
    public record Status(Instant lastSuccessAt, Instant lastFailureAt, String lastFailure, Instant waitsUntil,
            long toSync, long toCreate) {
    }

}
