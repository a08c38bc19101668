package io.tracebridge.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.stereotype.Component;

/**
 * The token that lets a monitoring system read the metrics and nothing else, so that
 * nobody has to lend it an admin's.
 */
@Component
class ScrapeToken {

    static final String ROLE = "SCRAPER";

    private static final int SHORTEST = 20;

    private final byte[] token;

    ScrapeToken(@Value("${tracebridge.metrics-token:}") String token) {
        if (!token.isEmpty() && token.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "tracebridge.metrics-token must have at least " + SHORTEST + " characters, or be absent");
        }
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** Whom the token lets in; empty for every other token. */
    Optional<UserDetails> user(String given) {
        var same = MessageDigest.isEqual(this.token, given.getBytes(StandardCharsets.UTF_8));
        return (same && this.token.length > 0)
                ? Optional.of(new User("metrics", "", List.of(new SimpleGrantedAuthority("ROLE_" + ROLE))))
                : Optional.empty();
    }

}
