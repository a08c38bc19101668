package io.tracebridge.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The group that a fingerprint names. */
@Component
public class GroupLookup {

    private static final String SELECT = """
            select g.id, g.fingerprint, r.fingerprint as root from error_group g
            left join error_group r on r.id = g.merged_into
            """;

    private final JdbcClient jdbc;

    GroupLookup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<GroupRef> find(long projectId, String fingerprint) {
        return this.jdbc.sql(SELECT + "where g.project_id = ? and g.fingerprint = ?")
            .params(projectId, fingerprint)
            .query(GroupLookup::group)
            .optional();
    }

    /**
     * Keeps everybody else from changing or merging the group until the transaction ends.
     * @return the group as it is from here on
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public GroupRef lock(long groupId) {
        // A statement of its own: the next one sees what whoever had the lock did.
        this.jdbc.sql("select 1 from error_group where id = ? for no key update")
            .param(groupId)
            .query(Integer.class)
            .single();
        return this.jdbc.sql(SELECT + "where g.id = ?").param(groupId).query(GroupLookup::group).single();
    }

    private static GroupRef group(ResultSet row, int n) throws SQLException {
        return new GroupRef(row.getLong("id"), row.getString("fingerprint"),
                Optional.ofNullable(row.getString("root")));
    }

}
