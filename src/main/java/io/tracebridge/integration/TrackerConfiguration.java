package io.tracebridge.integration;

import java.time.Clock;
import java.util.List;

import io.tracebridge.tracker.fogbugz.FogBugz;
import io.tracebridge.tracker.github.GitHubTracker;
import io.tracebridge.tracker.gitlab.GitLab;
import io.tracebridge.tracker.http.AddressGuard;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import io.tracebridge.tracker.jira.JiraCloud;
import io.tracebridge.tracker.jira.JiraDataCenter;
import io.tracebridge.tracker.phabricator.Phabricator;
import io.tracebridge.tracker.redmine.Redmine;
import io.tracebridge.tracker.sandbox.SandboxIssues;
import io.tracebridge.tracker.sandbox.SandboxTracker;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The trackers this program has. A new one is its folder and one line here. */
@Configuration(proxyBeanMethods = false)
class TrackerConfiguration {

    @Bean
    Trackers trackers(TrackerHttp http, SandboxIssues sandbox, Clock clock, List<CallLog> logs) {
        // @formatter:off
        return new Trackers(List.of(
                new JiraCloud(http, clock),
                new JiraDataCenter(http, clock),
                new GitHubTracker(http),
                new GitLab(http, clock),
                new Phabricator(http, clock),
                new FogBugz(http, clock),
                new Redmine(http, clock),
                new SandboxTracker(sandbox)), CallLog.all(logs));
        // @formatter:on
    }

    @Bean
    TrackerHttp trackerHttp(Clock clock, @Value("${tracebridge.outbound.allow-loopback}") boolean loopback,
            @Value("${tracebridge.outbound.allow-private}") boolean privateNetworks) {
        var version = TrackerConfiguration.class.getPackage().getImplementationVersion();
        return new TrackerHttp(HttpLimits.DEFAULT, new AddressGuard(loopback, privateNetworks), clock,
                (version != null) ? version : "dev");
    }

}
