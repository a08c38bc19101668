package io.tracebridge.intake;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tracebridge.rules.TriggerPolicy.Memory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What automations know of groups, as stored. The groups' row locks, held by the caller's
 * transaction, keep others from changing it meanwhile.
 */
@Component
class TriggerMemory {

    private static final TypeReference<Map<String, Long>> REPORT_BY_COMBINATION = new TypeReference<>() {
    };

    private final JdbcTemplate jdbc;

    private final Json json;

    TriggerMemory(JdbcTemplate jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Places nothing is known of are in the result, too. */
    Map<Place, Known> load(Collection<Place> places) {
        var known = new HashMap<Place, Known>();
        if (places.isEmpty()) {
            return known;
        }
        this.jdbc.query("""
                select p.integration_id, p.group_id, s.last_fired_at, coalesce(s.pending, 0) as pending,
                  exists (select 1 from error_group m join link l on l.group_id = m.id
                    where m.root_id = p.group_id and l.integration_id = p.integration_id
                      and l.state in ('linked', 'rejected', 'given-up', 'gone')) as has_issue,
                  (select json_object_agg(encode(c.combination, 'hex'), c.held_report_id order by c.held_report_id)
                    from trigger_combination c
                    where c.integration_id = p.integration_id and c.group_id = p.group_id) as combinations
                from unnest(?::bigint[], ?::bigint[]) as p(integration_id, group_id)
                left join trigger_state s on s.integration_id = p.integration_id and s.group_id = p.group_id""",
                (statement) -> setPlaces(statement, places), (row) -> {
                    known.put(new Place(row.getLong("integration_id"), row.getLong("group_id")),
                            new Known(row.getBoolean("has_issue"), memory(row)));
                });
        return known;
    }

    private Memory memory(ResultSet row) throws SQLException {
        var lastFiring = Optional.ofNullable(row.getTimestamp("last_fired_at")).map(Timestamp::toInstant).orElse(null);
        var combinations = row.getString("combinations");
        var fired = new HashSet<String>();
        var heldBack = new LinkedHashMap<String, Long>();
        if (combinations != null) {
            this.json.read(combinations, REPORT_BY_COMBINATION).forEach((combination, heldReport) -> {
                if (heldReport == null) {
                    fired.add(combination);
                }
                else {
                    heldBack.put(combination, heldReport);
                }
            });
        }
        return new Memory(lastFiring, row.getLong("pending"), fired, heldBack);
    }

    /** Writes what changed between two memories. */
    void save(SequencedMap<Place, Change> changes) {
        var states = changes.entrySet().stream().filter((entry) -> entry.getValue().stateChanged()).toList();
        if (!states.isEmpty()) {
            this.jdbc.batchUpdate("""
                    insert into trigger_state (integration_id, group_id, last_fired_at, pending) values (?, ?, ?, ?)
                    on conflict (integration_id, group_id) do update set last_fired_at = excluded.last_fired_at,
                      pending = excluded.pending""", states, states.size(), (statement, entry) -> {
                setPlace(statement, entry.getKey());
                var memory = entry.getValue().after();
                statement.setTimestamp(3, (memory.lastFiring() != null) ? Timestamp.from(memory.lastFiring()) : null);
                statement.setLong(4, memory.pending());
            });
        }
        var combinations = changes.entrySet()
            .stream()
            .flatMap((entry) -> entry.getValue().combinations(entry.getKey()))
            .toList();
        if (!combinations.isEmpty()) {
            this.jdbc.batchUpdate(
                    """
                            insert into trigger_combination (integration_id, group_id, combination, held_report_id)
                            values (?, ?, decode(?, 'hex'), ?)
                            on conflict (integration_id, group_id, combination) do update set held_report_id = excluded.held_report_id
                            """,
                    combinations, combinations.size(), (statement, row) -> {
                        setPlace(statement, row.place());
                        statement.setString(3, row.combination());
                        statement.setObject(4, row.heldReport(), Types.BIGINT);
                    });
        }
    }

    private static void setPlaces(PreparedStatement statement, Collection<Place> places) throws SQLException {
        var connection = statement.getConnection();
        statement.setArray(1, connection.createArrayOf("bigint", places.stream().map(Place::integrationId).toArray()));
        statement.setArray(2, connection.createArrayOf("bigint", places.stream().map(Place::groupId).toArray()));
    }

    private static void setPlace(PreparedStatement statement, Place place) throws SQLException {
        statement.setLong(1, place.integrationId());
        statement.setLong(2, place.groupId());
    }

    record Place(long integrationId, long groupId) {
    }

    /**
     * @param hasIssue whether the group, or one merged into it, has an issue there, so
     * that event {@code group} has nothing more to do
     */
    record Known(boolean hasIssue, Memory memory) {

        static final Known NOTHING = new Known(false, Memory.NONE);

    }

    record Change(Memory before, Memory after) {

        boolean stateChanged() {
            return this.before.pending() != this.after.pending()
                    || !Objects.equals(this.before.lastFiring(), this.after.lastFiring());
        }

        Stream<CombinationRow> combinations(Place place) {
            var fired = this.after.fired()
                .stream()
                .filter((combination) -> !this.before.fired().contains(combination))
                .map((combination) -> new CombinationRow(place, combination, null));
            var heldBack = this.after.heldBack()
                .entrySet()
                .stream()
                .filter((entry) -> !this.before.heldBack().containsKey(entry.getKey()))
                .map((entry) -> new CombinationRow(place, entry.getKey(), entry.getValue()));
            return Stream.concat(fired, heldBack);
        }

    }

    /**
     * @param heldReport null once it fired
     */
    private record CombinationRow(Place place, String combination, Long heldReport) {
    }

}
