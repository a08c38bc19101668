package io.tracebridge.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** People who may sign in, and the tokens their programs use. */
@Component
public class Users implements UserDetailsService {

    private static final int TOKEN_BYTES = 32;

    private final JdbcClient jdbc;

    private final PasswordEncoder encoder;

    private final SecureRandom random = new SecureRandom();

    Users(JdbcClient jdbc, PasswordEncoder encoder) {
        this.jdbc = jdbc;
        this.encoder = encoder;
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        return this.jdbc.sql("select * from app_user where username = ?")
            .param(username)
            .query((row, n) -> user(row.getString("username"), row.getString("password_hash"), row.getString("role")))
            .optional()
            .orElseThrow(() -> new UsernameNotFoundException("no such user"));
    }

    Optional<UserDetails> byToken(String token) {
        return this.jdbc.sql("""
                select u.* from api_token t join app_user u on u.id = t.user_id where t.token_hash = ?""")
            .param(sha256(token))
            .query((row, n) -> user(row.getString("username"), row.getString("password_hash"), row.getString("role")))
            .optional();
    }

    /**
     * @return the token, which is shown this once
     */
    public String newToken(String username, String name) {
        var token = "tb_" + randomText();
        this.jdbc.sql("""
                insert into api_token (user_id, name, token_hash) select id, ?, ? from app_user where username = ?""")
            .params(name, sha256(token), username)
            .update();
        return token;
    }

    /** All user names, in alphabetical order. */
    public List<String> names() {
        return this.jdbc.sql("select username from app_user order by username").query(String.class).list();
    }

    public boolean exists(String username) {
        return this.jdbc.sql("select exists (select from app_user where username = ?)")
            .param(username)
            .query(Boolean.class)
            .single();
    }

    /** Creates the admin, or sets the password of the one that is there. */
    public void saveAdmin(String username, String password) {
        this.jdbc.sql("""
                insert into app_user (username, password_hash, role) values (?, ?, 'admin')
                on conflict (username) do update set password_hash = excluded.password_hash""")
            .params(username, this.encoder.encode(password))
            .update();
    }

    public String randomPassword() {
        return randomText().substring(0, 20);
    }

    private String randomText() {
        var bytes = new byte[TOKEN_BYTES];
        this.random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static UserDetails user(String username, String hash, String role) {
        return User.withUsername(username)
            .password(hash)
            .roles("admin".equals(role) ? new String[] { "ADMIN", "TRIAGER" } : new String[] { "TRIAGER" })
            .build();
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("SHA-256 is part of every JDK", ex);
        }
    }

}
