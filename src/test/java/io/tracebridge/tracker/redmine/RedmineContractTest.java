package io.tracebridge.tracker.redmine;

import java.time.Duration;

import io.tracebridge.tracker.TrackerContract;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedmineContractTest extends RedmineFixture implements TrackerContract {

    /** Nearly everything this class sends is checked, unless the file is absent. */
    @Test
    void callsMeetRedminesSpecification() {
        FakeRedmine.SPECIFICATION.assumePresent();
        client().create(draft("Crash"), MARKER);
        assertThat(this.redmine.requests()).isNotEmpty();
    }

    @Test
    void searchesTheDatabaseSoNothingHasToBeWaitedFor() {
        assertThat(tracker().searchDelay()).isEqualTo(Duration.ZERO);
    }

}
