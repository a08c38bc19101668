package io.tracebridge.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Users as stored: whom {@link Users} lets in. */
@Component
public class Accounts {

    private static final RowMapper<Account> ACCOUNT = (row, n) -> new Account(row.getString("username"),
            row.getString("role"), row.getTimestamp("created_at").toInstant());

    private final JdbcClient jdbc;

    private final PasswordEncoder encoder;

    Accounts(JdbcClient jdbc, PasswordEncoder encoder) {
        this.jdbc = jdbc;
        this.encoder = encoder;
    }

    /** By name. */
    public List<Account> list() {
        return this.jdbc.sql("select * from app_user order by lower(username), username").query(ACCOUNT).list();
    }

    public Optional<Account> find(String name) {
        return this.jdbc.sql("select * from app_user where username = ?").param(name).query(ACCOUNT).optional();
    }

    /** Names of all admins, whom nobody else changes until this transaction ends. */
    public List<String> lockAdmins() {
        return this.jdbc.sql("select username from app_user where role = 'admin' order by id for update")
            .query(String.class)
            .list();
    }

    /**
     * @return false if somebody has this name
     */
    public boolean create(String name, String role, String password) {
        return this.jdbc.sql("""
                insert into app_user (username, password_hash, role) values (?, ?, ?)
                on conflict (username) do nothing""").params(name, this.encoder.encode(password), role).update() == 1;
    }

    public boolean changeRole(String name, String role) {
        return this.jdbc.sql("update app_user set role = ? where username = ?").params(role, name).update() == 1;
    }

    public boolean changePassword(String name, String password) {
        return this.jdbc.sql("update app_user set password_hash = ? where username = ?")
            .params(this.encoder.encode(password), name)
            .update() == 1;
    }

    public boolean passwordIs(String name, String password) {
        return this.jdbc.sql("select password_hash from app_user where username = ?")
            .param(name)
            .query(String.class)
            .optional()
            .filter((hash) -> this.encoder.matches(password, hash))
            .isPresent();
    }

    /** With the tokens. */
    public boolean delete(String name) {
        return this.jdbc.sql("delete from app_user where username = ?").param(name).update() == 1;
    }

    /**
     * Signs the person out of the pages on all copies of the program.
     * @param but id of the session that stays; null for none
     */
    public void endSessions(String name, String but) {
        this.jdbc.sql("delete from spring_session where principal_name = ? and session_id is distinct from ?")
            .params(name, but)
            .update();
    }

    /**
     * @param role {@code admin} or {@code triager}
     */
    public record Account(String name, String role, Instant createdAt) {

        public boolean admin() {
            return this.role.equals("admin");
        }

    }

}
