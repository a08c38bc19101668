package io.tracebridge.link;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Marks whose message was lost. */
class LinkSweeperTest extends SyncTest {

    @BeforeEach
    void aMarkThatStayed() {
        mark();
        this.jdbc.sql("delete from outbox").update();
        this.jdbc.sql("update link set dirty_since = now() - interval '31 seconds'").update();
    }

    @Test
    void aMarkThatStaysIsSaidAgainAtMostOnceAMinute() {
        assertThat(this.sweeper.sweep()).isEqualTo(1);
        assertThat(this.sweeper.sweep()).isZero();
        assertThat(this.jdbc
            .sql("""
                    select (payload ->> 'name') || ' ' || (payload ->> 'correlationKey') || ' ' || (payload ->> 'lifeSeconds')
                    from outbox""")
            .query(String.class)
            .list()).containsExactly("link-changed " + this.link + " 0");

        this.jdbc.sql("delete from outbox").update();
        this.jdbc.sql("update link set swept_at = now() - interval '61 seconds'").update();
        assertThat(this.sweeper.sweep()).isEqualTo(1);
    }

    @Test
    void oneMessageWaitsForAnEngineThatIsAway() {
        for (var minute = 0; minute < 3; minute++) {
            this.sweeper.sweep();
            this.jdbc.sql("update link set swept_at = now() - interval '61 seconds'").update();
        }

        assertThat(this.jdbc.sql("select count(*) from outbox").query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void aYoungMarkIsLeftToItsOwnMessage() {
        this.jdbc.sql("update link set dirty_since = now() - interval '20 seconds'").update();

        assertThat(this.sweeper.sweep()).isZero();
    }

    @Test
    void oneMessageIsEnoughForAllLinksOfAnIssue() {
        link(this.integration, group("cd", "open"), "found");
        this.jdbc.sql("update link set dirty_since = now() - interval '31 seconds'").update();

        assertThat(this.sweeper.sweep()).isEqualTo(1);
    }

    @Test
    void linksOfAPausedIntegrationWait() {
        this.integrations.pause(this.integration.id(), "401");

        assertThat(this.sweeper.sweep()).isZero();
    }

    @Test
    void anotherCopysLinksAreLeftToIt() {
        this.transaction.executeWithoutResult((status) -> {
            this.sweeper.sweep();
            assertThat(inAnotherTransaction()).isZero();
        });
    }

    private int inAnotherTransaction() {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executor.submit(this.sweeper::sweep).get();
        }
        catch (ExecutionException | InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

}
