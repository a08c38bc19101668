package io.tracebridge.security;

import java.io.IOException;
import java.time.Clock;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

/** Who may call what. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {

    /**
     * The API: sign in with every request, no session, so no cross-site request can
     * borrow one.
     */
    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, Users users, ScrapeToken scrape, AuthenticationManager signIn)
            throws Exception {
        var refusal = unauthorized();
        return http.authenticationManager(signIn)
            .securityMatcher("/api/v1/**", "/v3/api-docs/**", "/v3/api-docs.yaml", "/actuator/**")
            .csrf(AbstractHttpConfigurer::disable)
            .sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .authorizeHttpRequests((requests) -> requests
                .requestMatchers("/actuator/health/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
                .permitAll()
                .requestMatchers("/actuator/prometheus")
                .hasAnyRole("ADMIN", ScrapeToken.ROLE)
                .requestMatchers("/actuator/**")
                .hasRole("ADMIN")
                .requestMatchers("/api/v1/users", "/api/v1/users/**")
                .hasRole("ADMIN")
                .requestMatchers(HttpMethod.GET)
                .hasRole("TRIAGER")
                .requestMatchers(HttpMethod.PATCH, "/api/v1/sandbox/**")
                .hasRole("TRIAGER")
                .requestMatchers("/api/v1/projects/*/groups/**")
                .hasRole("TRIAGER")
                .requestMatchers("/api/v1/tokens", "/api/v1/tokens/**", "/api/v1/account/**")
                .hasRole("TRIAGER")
                .anyRequest()
                .hasRole("ADMIN"))
            .httpBasic((basic) -> basic.authenticationEntryPoint(refusal))
            .exceptionHandling((handling) -> handling.authenticationEntryPoint(refusal)
                .accessDeniedHandler((request, response, ex) -> problem(response, HttpServletResponse.SC_FORBIDDEN,
                        "Forbidden", "Your role does not allow this; an admin can do it.")))
            .addFilterBefore(new BearerTokenFilter(users, scrape, refusal), UsernamePasswordAuthenticationFilter.class)
            .build();
    }

    /**
     * Report submissions and trackers' webhooks prove themselves by the secret in their
     * URL; everything unknown is refused by the edge itself.
     */
    @Bean
    @Order(3)
    SecurityFilterChain submission(HttpSecurity http) throws Exception {
        return http.securityMatcher("/**")
            .csrf(AbstractHttpConfigurer::disable)
            .sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
            .build();
    }

    @Bean
    AuthenticationManager signIn(Users users, PasswordEncoder encoder, Clock clock) {
        return new ProviderManager(new SignInLimit(users, encoder, clock));
    }

    private static AuthenticationEntryPoint unauthorized() {
        return (request, response, ex) -> {
            if (ex instanceof SignInLimit.TooManyTries) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(SignInLimit.WAIT.toSeconds()));
                problem(response, HttpStatus.TOO_MANY_REQUESTS.value(), "Too Many Requests", ex.getMessage());
                return;
            }
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Tracebridge\", Bearer");
            problem(response, HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized",
                    "Sign in with Basic authentication or a Bearer token.");
        };
    }

    private static void problem(HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter()
            .write("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}".formatted(title,
                    status, detail));
    }

}
