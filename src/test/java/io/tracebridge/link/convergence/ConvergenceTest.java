package io.tracebridge.link.convergence;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.tracebridge.Middle;
import io.tracebridge.MutableClock;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.Trackers;
import io.tracebridge.link.DirtyLinks;
import io.tracebridge.link.IssueSync;
import io.tracebridge.link.LinkSweeper;
import io.tracebridge.link.Linking;
import io.tracebridge.link.Reconcile;
import io.tracebridge.link.ReconcileRequests;
import io.tracebridge.link.SyncRequests;
import io.tracebridge.project.Projects;
import io.tracebridge.tracker.http.AddressGuard;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import io.tracebridge.triage.GroupChanges;
import io.tracebridge.triage.LinkedGroups;
import io.tracebridge.triage.GroupLookup;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever people change on both sides, whatever is lost, doubled, late or dies: in the
 * end both sides agree, nobody's change was overwritten against the policy, and nothing
 * was written that changed nothing. Each seed is one story; a failing one is told again
 * by {@code -Dconvergence.seed=…}; {@code -Dconvergence.first=…} and
 * {@code -Dconvergence.seeds=…} set with which to begin and how many there are.
 */
@SpringBootTest(classes = { Middle.class, ConvergenceTest.Beans.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = { Middle.ENGINE, Middle.KEY, "spring.flyway.enabled=false" })
class ConvergenceTest {

    private static final Logger LOG = LoggerFactory.getLogger(ConvergenceTest.class);

    private static final long FIRST = Long.getLong("convergence.first", 1);

    private static final int SEEDS = Integer.getInteger("convergence.seeds", 2_000);

    /** A slow machine tells fewer stories. */
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("convergence.seconds", 240));

    private static final int SHOWN = 3;

    private static final int TIDY_EVERY = 50;

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @Autowired
    Program program;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) throws SQLException {
        try (var connection = DATABASE.dataSource().getConnection(); var statement = connection.createStatement()) {
            for (var sql : VirtualTime.setUp(connection.getCatalog())) {
                statement.execute(sql);
            }
        }
        DATABASE.register(registry);
    }

    @Test
    void everyStoryEndsInAgreement() {
        var only = Optional.ofNullable(Long.getLong("convergence.seed"));
        var failures = new ArrayList<String>();
        var end = System.nanoTime() + TIME.toNanos();
        var first = only.orElse(FIRST);
        var last = only.orElse(FIRST + SEEDS - 1);
        var seed = first;
        for (; seed <= last && System.nanoTime() < end; seed++) {
            if (seed % TIDY_EVERY == 0) {
                this.program.stored().jdbc().sql("vacuum").update();
            }
            tell(seed).ifPresent(failures::add);
        }
        LOG.info("Told {} stories.", seed - first);
        assertThat(failures.size()).as(() -> shown(failures)).isZero();
    }

    private Optional<String> tell(long seed) {
        var log = new ArrayList<String>();
        try {
            var world = new World(this.program, seed, log);
            var events = new Events(world);
            for (var left = world.chance.between(10, 40); left > 0; left--) {
                events.next();
            }
            var rest = new Rest(world);
            rest.come();
            rest.bothSidesAgree();
            rest.reconcilingFindsNoDrift();
            rest.nothingIsLeft();
            return Optional.empty();
        }
        catch (AssertionError | RuntimeException ex) {
            LOG.debug("seed {}", seed, ex);
            return Optional.of("seed " + seed + ": " + ex + "\n  " + String.join("\n  ", log));
        }
    }

    private static String shown(List<String> failures) {
        return failures.size() + " stories end badly, such as\n"
                + failures.stream().limit(SHOWN).collect(Collectors.joining("\n"));
    }

    static class Beans {

        @Bean
        static Interruptions interruptions() {
            return new Interruptions();
        }

        @Bean
        static BeanPostProcessor watchingTheDatabase(Interruptions interruptions) {
            return new BeanPostProcessor() {

                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return (bean instanceof DataSource target) ? new WatchedDataSource(target, interruptions) : bean;
                }

            };
        }

        @Bean
        FakeTrackerType fakeTrackerType() {
            return new FakeTrackerType();
        }

        @Bean
        Trackers trackers(FakeTrackerType tracker) {
            return new Trackers(List.of(tracker));
        }

        @Bean
        TrackerHttp trackerHttp(MutableClock clock) {
            return new TrackerHttp(HttpLimits.DEFAULT, new AddressGuard(true, true), clock, "test");
        }

        @Bean
        Stored stored() {
            return new Stored(JdbcClient.create(new SingleConnectionDataSource(DATABASE.url(), "postgres", "", true)));
        }

        @Bean
        VirtualTime virtualTime(MutableClock clock, Stored stored) {
            return new VirtualTime(clock, stored.jdbc());
        }

        @Bean
        Program program(IssueSync sync, Reconcile reconcile, ReconcileRequests reconciling, Integrations configured,
                DirtyLinks marks, LinkSweeper sweeper, SyncRequests requests, Linking linking, LinkedGroups groups,
                GroupChanges changes, GroupLookup lookup, Projects projects, IntegrationAdmin integrations,
                JdbcClient jdbc, TransactionTemplate transaction, FakeTrackerType tracker, VirtualTime time,
                Stored stored, Interruptions interruptions) {
            return new Program(sync, reconcile, reconciling, configured, marks, sweeper, requests, linking, groups,
                    changes, lookup, projects, integrations, jdbc, transaction, tracker, time, stored, interruptions);
        }

    }

}
