package io.tracebridge.security;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Signs in by password, but not whoever guesses: ten wrong ones for a name or from an
 * address, and for the rest of the minute none is looked at, right ones included. Kept in
 * memory, for this copy of the program.
 */
final class SignInLimit implements AuthenticationProvider {

    static final Duration WAIT = Duration.ofMinutes(1);

    private static final int MOST = 10;

    private static final int MOST_REMEMBERED = 100_000;

    private final AuthenticationProvider passwords;

    private final Cache<String, AtomicInteger> wrong;

    SignInLimit(Users users, PasswordEncoder encoder, Clock clock) {
        var provider = new DaoAuthenticationProvider(users);
        provider.setPasswordEncoder(encoder);
        this.passwords = provider;
        this.wrong = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(WAIT)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var keys = keys(attempt);
        if (keys.stream().anyMatch(this::exhausted)) {
            throw new TooManyTries();
        }
        try {
            return this.passwords.authenticate(attempt);
        }
        catch (BadCredentialsException ex) {
            keys.forEach((key) -> this.wrong.get(key, (first) -> new AtomicInteger()).incrementAndGet());
            throw ex;
        }
    }

    @Override
    public boolean supports(Class<?> attempt) {
        return this.passwords.supports(attempt);
    }

    private boolean exhausted(String key) {
        var count = this.wrong.getIfPresent(key);
        return count != null && count.get() >= MOST;
    }

    private static List<String> keys(Authentication attempt) {
        var name = "name " + attempt.getName();
        return (attempt.getDetails() instanceof WebAuthenticationDetails web)
                ? List.of(name, "address " + web.getRemoteAddress()) : List.of(name);
    }

    static final class TooManyTries extends AuthenticationException {

        TooManyTries() {
            super("Too many tries. Wait a minute, then sign in again.");
        }

    }

}
