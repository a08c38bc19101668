package io.tracebridge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tracebridge.integration.Trackers;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.Webhooks;
import org.mockito.Answers;
import org.mockito.Mockito;
import org.mockito.invocation.InvocationOnMock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The trackers that the program ships, but every line leads to one client. It refuses
 * each call that a test did not prepare. Named beside {@link Middle.RealTrackers}.
 */
public class WiredTrackers {

    @Bean
    TrackerClient client() {
        return Mockito.mock(TrackerClient.class, WiredTrackers::refuse);
    }

    @Bean
    @Primary
    Trackers trackersOnOneLine(@Qualifier("trackers") Trackers real, TrackerClient client) {
        return new Trackers(real.all().stream().<Tracker>map((tracker) -> new Wired(tracker, client)).toList());
    }

    private static Object refuse(InvocationOnMock call) throws Throwable {
        if (call.getMethod().getDeclaringClass() == Object.class) {
            return Answers.RETURNS_DEFAULTS.answer(call);
        }
        throw new AssertionError("the tracker was called: " + call.getMethod().getName());
    }

    private record Wired(Tracker real, TrackerClient client) implements Tracker {

        @Override
        public String id() {
            return this.real.id();
        }

        @Override
        public String name() {
            return this.real.name();
        }

        @Override
        public List<Setting> settings() {
            return this.real.settings();
        }

        @Override
        public int titleLimit() {
            return this.real.titleLimit();
        }

        @Override
        public Duration searchDelay() {
            return this.real.searchDelay();
        }

        @Override
        public TrackerClient connect(Connection connection) {
            return this.client;
        }

        @Override
        public Set<Capability> capabilities() {
            return this.real.capabilities();
        }

        @Override
        public Optional<Webhooks> webhooks() {
            return this.real.webhooks();
        }

    }

}
