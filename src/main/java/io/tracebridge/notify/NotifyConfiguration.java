package io.tracebridge.notify;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.Trackers;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** The kinds of mention targets. A new one is its class and one line here. */
@Configuration(proxyBeanMethods = false)
class NotifyConfiguration {

    /** Chat services answer at once or not at all; their answers are a few words. */
    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(10),
            Duration.ofSeconds(10), 256L * 1024);

    @Bean
    Channels channels(TrackerHttp http, SlackThreads threads, Integrations integrations, Trackers trackers, Clock clock,
            ObjectProvider<JavaMailSender> mail, @Value("${tracebridge.notify.slack-url}") String slackUrl) {
        var hasty = http.within(LIMITS);
        return new Channels(List.of(new SlackWebhook(hasty), new SlackBot(hasty, threads, slackUrl), new Teams(hasty),
                new Webhook(hasty, clock), new Mail(http.guardedSockets(), mail.getIfAvailable()),
                new IssueComment(integrations, trackers)));
    }

}
