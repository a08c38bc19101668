package io.tracebridge.link;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.tracebridge.MutableClock;
import io.tracebridge.integration.Integration;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.triage.GroupRef;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** One issue, however often its making was tried and whoever worked on it meanwhile. */
class NoTwinTest extends LinkingSlice {

    @Autowired
    MutableClock clock;

    @Autowired
    Links links;

    @Autowired
    PlatformTransactionManager transactions;

    Integration integration;

    GroupRef group;

    @BeforeEach
    void aGroupAndAnIntegration() {
        this.integration = integration(true, true, "group");
        this.group = group('a', GroupState.OPEN, null);
    }

    @Test
    void theSearchReachesBackToBeforeTheFirstTry() {
        var first = this.clock.instant();
        tryInVain();
        this.clock.advance(ScriptedTracker.SEARCH_DELAY);
        tryInVain();
        this.clock.advance(ScriptedTracker.SEARCH_DELAY);

        create();

        assertThat(this.tracker.searchedSince).as("trackers stamp issues by clocks of their own")
            .isBetween(first.minus(Duration.ofMinutes(5)), first.minus(Duration.ofMinutes(1)));
    }

    @Test
    void theIssueOfTheLastTryMayComeUpLateToo() {
        tryInVain();
        this.clock.advance(ScriptedTracker.SEARCH_DELAY);
        tryInVain();
        this.clock.advance(Duration.ofSeconds(10));

        var tooEarly = catchThrowableOfType(NotYet.class, this::create);

        assertThat(tooEarly.retryIn()).isEqualTo(ScriptedTracker.SEARCH_DELAY.minusSeconds(10));
        assertThat(this.tracker.createCalls).hasSize(2);
    }

    @Test
    void whoWaitedForTheLinkFindsWhatSomebodyElseMade() {
        var link = this.links.reserve(this.integration.id(), this.group.id(), "group").orElseThrow();
        var waiting = new TransactionTemplate(this.transactions).execute((status) -> {
            this.jdbc.sql("select 1 from link where id = ? for update").param(link.id()).query().singleRow();
            var second = CompletableFuture.supplyAsync(this::create);
            Awaitility.await().until(this::somebodyWaits);
            this.links.attempting(link.id(), this.clock.instant());
            this.links.linked(link.id(), this.tracker.has("T-7", GroupState.OPEN, null), "Made by the first",
                    List.of());
            return second;
        });

        assertThat(waiting).succeedsWithin(10, TimeUnit.SECONDS)
            .extracting(IssueCreation.Created::issueKey)
            .isEqualTo("T-7");
        assertThat(this.tracker.createCalls).isEmpty();
        assertThat(this.tracker.searches).hasValue(0);
        assertThat(activity(this.group)).isEmpty();
    }

    @Test
    void whoStoodStillForTooLongSendsNothing() {
        tryInVain();
        this.clock.advance(ScriptedTracker.SEARCH_DELAY);
        this.tracker.whileSearching = () -> {
            this.jdbc.sql("update link set leased_until = now() - interval '1 second'").update();
            assertThat(create().issueKey()).as("another worker's").isEqualTo("T-1");
        };

        assertThatThrownBy(this::create).isInstanceOf(NotYet.class).hasMessageContaining("taken this over");

        assertThat(this.tracker.issues).hasSize(1);
        assertThat(only(this.group).issue()).isEqualTo("T-1");
        assertThat(only(this.group).state()).isEqualTo("linked");
    }

    @Test
    void whatIsThereIsToldEvenWhileTheIntegrationIsPaused() {
        var created = create();
        this.integrations.pause(this.integration.id(), "the token expired");

        assertThat(create()).isEqualTo(created);
    }

    @Test
    void nobodyGivesUpOnAnIssueThatIsThere() {
        create();

        this.creation.giveUp(request(), "too late");

        assertThat(only(this.group).state()).isEqualTo("linked");
        assertThat(activity(this.group)).doesNotContain("issue-given-up");
    }

    @Test
    void aRefusalIsForgottenWhenTheIssueIsSentAgainOrTurnsUpAfterAll() {
        this.tracker.loseNextAnswer();
        assertThatThrownBy(this::create).isInstanceOf(TrackerException.Unavailable.class);
        var made = Map.copyOf(this.tracker.issues);
        this.tracker.issues.clear();
        this.clock.advance(ScriptedTracker.SEARCH_DELAY);
        refuse();
        tryInVain();
        assertThat(only(this.group).state()).as("sent again").isEqualTo("reserved");
        assertThat(only(this.group).rejection()).isNull();

        this.clock.advance(ScriptedTracker.SEARCH_DELAY);
        refuse();
        this.tracker.issues.putAll(made);
        assertThat(create().issueKey()).isEqualTo("T-1");
        assertThat(only(this.group).rejection()).as("turned up").isNull();
    }

    @Test
    void aNewIssueIsReadSoonForTheTrackerChoosesItsStatusAndAssignee() {
        create();

        assertThat(only(this.group).dirty()).isTrue();
    }

    private void refuse() {
        this.tracker.failNext(new TrackerException.Rejected(Reason.INVALID_FIELD, "Component is required.", Map.of()));
        assertThatThrownBy(this::create).isInstanceOf(IssueRejected.class);
        assertThat(only(this.group).rejection()).contains("Component is required.");
    }

    private void tryInVain() {
        this.tracker.failNext(new TrackerException.Unavailable("no answer", (Throwable) null));
        assertThatThrownBy(this::create).isInstanceOf(TrackerException.Unavailable.class);
    }

    private IssueCreation.Created create() {
        return this.creation.create(request());
    }

    private IssueCreation.Request request() {
        return new IssueCreation.Request(this.integration.id(), this.group.id(), null, null, "group", null, null, null);
    }

    private boolean somebodyWaits() {
        return this.jdbc.sql("""
                select exists (select 1 from pg_stat_activity
                  where datname = current_database() and wait_event_type = 'Lock')""").query(Boolean.class).single();
    }

}
