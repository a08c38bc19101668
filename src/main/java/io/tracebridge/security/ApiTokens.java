package io.tracebridge.security;

import java.time.Instant;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tokens of a person's programs, as that person sees them: never the token. */
@Component
public class ApiTokens {

    private final JdbcClient jdbc;

    ApiTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    public List<ApiToken> list(String user) {
        return this.jdbc.sql("""
                select t.id, t.name, t.created_at from api_token t join app_user u on u.id = t.user_id
                where u.username = ? order by t.id desc""")
            .param(user)
            .query((row, n) -> new ApiToken(row.getLong("id"), row.getString("name"),
                    row.getTimestamp("created_at").toInstant()))
            .list();
    }

    /**
     * @return false if this user has no such token
     */
    public boolean delete(String user, long id) {
        return this.jdbc.sql("""
                delete from api_token t using app_user u where u.id = t.user_id and u.username = ? and t.id = ?""")
            .params(user, id)
            .update() == 1;
    }

    public record ApiToken(long id, String name, Instant createdAt) {
    }

}
