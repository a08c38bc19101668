package io.tracebridge.tracker.redmine;

import java.time.Clock;

import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerContract;
import io.tracebridge.tracker.TrackerFixture;
import io.tracebridge.tracker.TrackerFake;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract against a real Redmine, but for what needs one that misbehaves. See
 * {@link RealRedmine} for what it needs.
 */
class RedmineLiveContractIT extends TrackerFixture implements TrackerContract {

    private final RealRedmine redmine = new RealRedmine();

    @Override
    public Tracker tracker() {
        return new Redmine(this.http, Clock.systemUTC());
    }

    @Override
    public TrackerFake fake() {
        return this.redmine;
    }

    @Test
    void anIssueThatMovedToAnotherProjectIsStillLocatedAndChanged() {
        var ref = client().create(draft("Moving"), MARKER).ref();
        this.redmine.move(ref.id());
        assertThat(this.redmine.project(ref.id())).isEqualTo("Elsewhere");

        assertThat(client().locate(ref.url()).ref()).isEqualTo(ref);
        var closed = client().catalog()
            .statuses()
            .stream()
            .filter((one) -> one.category().equals("closed"))
            .findFirst();
        assertThat(client().setStatus(ref, closed.orElseThrow().key(), fields()).status()).isEqualTo(closed.get());
    }

}
