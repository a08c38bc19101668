package io.tracebridge.link;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many links integrations hold: what would go with them. */
@Component
public class LinkCounts {

    private final JdbcClient jdbc;

    LinkCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By integration id; without those that have none. Reserved ones count not. */
    public Map<Long, Long> of(Collection<Long> integrationIds) {
        return this.jdbc.sql("""
                select integration_id, count(*) as links from link
                where integration_id = any(:ids) and state <> 'reserved' group by integration_id""")
            .param("ids", integrationIds.toArray(Long[]::new))
            .query((row, n) -> Map.entry(row.getLong("integration_id"), row.getLong("links")))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

}
