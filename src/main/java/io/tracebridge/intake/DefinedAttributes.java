package io.tracebridge.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The attributes that projects have defined: only their values are counted and looked at.
 */
@Component
class DefinedAttributes {

    private final JdbcClient jdbc;

    DefinedAttributes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Names by project id; every project asked for is in the result. */
    Map<Long, Set<String>> load(Collection<Long> projectIds) {
        var names = new HashMap<Long, Set<String>>();
        projectIds.forEach((id) -> names.put(id, Set.of()));
        this.jdbc.sql("""
                select project_id, array_agg(name) as names from attribute where project_id = any(?)
                group by project_id""").param(projectIds.toArray(Long[]::new)).query((row) -> {
            names.put(row.getLong("project_id"), Set.of((String[]) row.getArray("names").getArray()));
        });
        return names;
    }

}
