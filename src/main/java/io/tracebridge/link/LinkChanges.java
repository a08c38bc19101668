package io.tracebridge.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was done, left alone or disputed while links were brought in step. */
@Component
public class LinkChanges {

    private final JdbcClient jdbc;

    LinkChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Links that were deleted with their integration have no history any more. */
    void add(Collection<Long> links, String field, String outcome, String before, String after, String cause) {
        this.jdbc.sql("""
                insert into link_change (link_id, field, outcome, before, after, cause)
                select id, ?, ?, ?, ?, ? from link where id = any(?)""")
            .params(field, outcome, before, after, cause, links.toArray(Long[]::new))
            .update();
    }

    /** How often the state was changed on either side lately. */
    int flips(long link, Duration within) {
        return this.jdbc
            .sql("""
                    select count(*) from link_change where link_id = ? and field = 'state' and outcome in ('pushed', 'pulled')
                      and before is distinct from after
                      and at > now() - make_interval(secs => ?)""")
            .params(link, (double) within.toSeconds())
            .query(Integer.class)
            .single();
    }

    /**
     * Newest first.
     * @param before the last row of the page before; {@code Long.MAX_VALUE} for the first
     */
    public List<Row> list(long link, long before, int limit) {
        return this.jdbc.sql("select * from link_change where link_id = ? and id < ? order by id desc limit ?")
            .params(link, before, limit)
            .query(LinkChanges::row)
            .list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(row.getLong("id"), row.getTimestamp("at").toInstant(), row.getString("field"),
                row.getString("outcome"), row.getString("before"), row.getString("after"), row.getString("cause"));
    }

    /**
     * @param outcome {@code pushed}, {@code pulled}, {@code skipped} or {@code conflict}
     * @param before the value that was replaced, or ours where none was
     * @param after the value that replaced it, or theirs where none did
     * @param cause in words
     */
    public record Row(long id, Instant at, String field, String outcome, String before, String after, String cause) {
    }

}
