package io.tracebridge.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * The pages: signed in by form, with a session, so every change needs a token against
 * cross-site requests. Who may do what is the same as in the API.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class PageSecurity {

    /**
     * Scripts and styles from here alone, none inline: text of a report that slips
     * through as markup still does nothing.
     */
    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain pages(HttpSecurity http, AuthenticationManager signIn) throws Exception {
        return http.authenticationManager(signIn)
            .securityMatcher("/", "/login", "/logout", "/projects", "/projects/**", "/operations", "/operations/**",
                    "/account", "/account/**", "/assets/**", "/webjars/**")
            .authorizeHttpRequests((requests) -> requests.requestMatchers("/assets/**", "/webjars/**", "/login")
                .permitAll()
                .requestMatchers("/projects/*/settings/integrations/new/**",
                        "/projects/*/settings/integrations/*/edit/**", "/account/users", "/account/users/**")
                .hasRole("ADMIN")
                .requestMatchers(HttpMethod.GET)
                .hasRole("TRIAGER")
                .requestMatchers("/logout", "/account/**", "/projects/*/groups", "/projects/*/groups/**",
                        "/projects/*/sandbox/**")
                .hasRole("TRIAGER")
                .anyRequest()
                .hasRole("ADMIN"))
            .formLogin((form) -> form.loginPage("/login")
                .defaultSuccessUrl("/")
                .failureHandler((request, response,
                        ex) -> response.sendRedirect(request.getContextPath()
                                + ((ex instanceof SignInLimit.TooManyTries) ? "/login?wait" : "/login?error"))))
            .logout((logout) -> logout.logoutSuccessUrl("/login?out"))
            .exceptionHandling((handling) -> handling.authenticationEntryPoint(new Entry()))
            .headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT))
                .referrerPolicy((policy) -> policy.policy(
                        org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN)))
            .build();
    }

    /**
     * A part of a page that is asked for after the session ended sends the whole page to
     * the login.
     */
    private static final class Entry extends LoginUrlAuthenticationEntryPoint {

        Entry() {
            super("/login");
        }

        @Override
        public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
                throws IOException, jakarta.servlet.ServletException {
            if (request.getHeader("HX-Request") == null) {
                super.commence(request, response, ex);
                return;
            }
            response.setHeader("HX-Redirect", request.getContextPath() + "/login");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }

    }

}
