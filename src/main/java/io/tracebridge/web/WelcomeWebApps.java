package io.tracebridge.web;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.core.env.Environment;

/**
 * Tells a newcomer where Operate and Tasklist are: those of the local platform, or those
 * that the admin names.
 */
final class WelcomeWebApps {

    private WelcomeWebApps() {
    }

    /** A line for each whose address is known, after a line break. */
    static String lines(Environment environment) {
        var note = note(environment);
        return Stream.of("Operate", "Tasklist").flatMap((app) -> {
            var url = environment.getProperty("tracebridge.%s-url".formatted(app.toLowerCase(Locale.ROOT)));
            return (url != null && !url.isBlank()) ? Stream.of("\n  %-11s %s%s".formatted(app, url, note))
                    : Stream.empty();
        }).collect(Collectors.joining());
    }

    private static String note(Environment environment) {
        var login = environment.getProperty("tracebridge.platform.webapps-login");
        if (login == null) {
            return "";
        }
        var ready = environment.getProperty("tracebridge.platform.webapps-ready", Boolean.class, false);
        return "   (%s%s)".formatted(login, ready ? "" : "; still starting, this log tells when it is ready");
    }

}
