package io.tracebridge.link;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

import io.tracebridge.integration.Trackers;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.http.TrackerHttp;
import org.springframework.context.annotation.Bean;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** A context's only tracker, which offers what the test says. */
class OfferingTracker {

    @Bean
    Catalog catalog() {
        return mock(Catalog.class);
    }

    /** Mentions by webhook would call out with it. */
    @Bean
    TrackerHttp trackerHttp() {
        return mock(TrackerHttp.class);
    }

    @Bean
    Trackers trackers(Catalog catalog) {
        var client = mock(TrackerClient.class);
        given(client.catalog()).willReturn(catalog);
        var tracker = mock(Tracker.class);
        given(tracker.id()).willReturn("offering");
        given(tracker.name()).willReturn("Offering Tracker");
        given(tracker.settings()).willReturn(List.of());
        given(tracker.titleLimit()).willReturn(60);
        given(tracker.searchDelay()).willReturn(Duration.ZERO);
        given(tracker.capabilities()).willReturn(EnumSet.allOf(Capability.class));
        given(tracker.connect(any())).willReturn(client);
        return new Trackers(List.of(tracker));
    }

}
