package io.tracebridge.triage;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom triagers may want to assign: our users, and whoever is assigned something now. */
@Component
public class AssigneeNames {

    private static final int MOST = 500;

    private final JdbcClient jdbc;

    AssigneeNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name, each once; at most 500. Any other name may be assigned as well. */
    public List<String> of(long projectId) {
        return this.jdbc.sql("""
                select username as name from app_user
                union select assignee from error_group where project_id = ? and assignee is not null
                order by name limit ?""").params(projectId, MOST).query(String.class).list();
    }

}
