package io.tracebridge.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.tracebridge.Middle;
import io.tracebridge.MutableClock;
import io.tracebridge.TestDatabase;
import io.tracebridge.project.Projects;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.WebhookSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/** What people see of the calls that were made for an integration. */
@SpringBootTest(classes = { Middle.class, Middle.RealTrackers.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { Middle.ENGINE, Middle.KEY })
class CallRecorderTest {

    private static final IssueRef ISSUE = new IssueRef("1", "SHOP-1", "https://tracker.example/SHOP-1");

    private static final String SECRET = "s3cret-token";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    CallRecorder recorder;

    @Autowired
    IntegrationStatus status;

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    Projects projects;

    @Autowired
    MutableClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private final TrackerClient tracker = mock(TrackerClient.class);

    private Integration integration;

    private TrackerClient client;

    @BeforeEach
    void anIntegrationThatWasNeverUsed() {
        this.recorder.write();
        this.jdbc.sql("delete from project").update();
        var saved = this.admin.save(this.projects.save("shop", null, null),
                new IntegrationSpec("Box", "sandbox", null, null, null, null, null, null));
        this.integration = new Integration(saved.id(), saved.projectId(), saved.project(), saved.name(), "played",
                saved.state(), new Connection(Map.of(), Map.of("token", SECRET)), saved.payload(), saved.sync(),
                saved.automation(), saved.pause());
        var played = mock(Tracker.class);
        given(played.id()).willReturn("played");
        given(played.connect(any())).willReturn(this.tracker);
        this.client = new Trackers(List.of(played), this.recorder).connect(this.integration);
    }

    @Test
    void aCallThatSucceedsIsKept() {
        this.client.get(ISSUE);
        this.recorder.write();

        assertThat(status().lastSuccessAt()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(status().lastFailureAt()).isNull();
    }

    @Test
    void manySuccessesAreWrittenOnceAMinute() {
        for (var n = 0; n < 100; n++) {
            this.client.get(ISSUE);
        }
        assertThat(this.recorder.write()).isEqualTo(1);
        this.client.get(ISSUE);
        assertThat(this.recorder.write()).isZero();

        this.jdbc.sql("update integration set last_success_at = now() - interval '61 seconds'").update();
        this.client.get(ISSUE);
        assertThat(this.recorder.write()).isEqualTo(1);
    }

    @Test
    void manyFailuresAreWrittenTogether() {
        given(this.tracker.get(ISSUE)).willThrow(new TrackerException.Unavailable("no answer", (Throwable) null));
        for (var n = 0; n < 100; n++) {
            assertThatThrownBy(() -> this.client.get(ISSUE)).isInstanceOf(TrackerException.Unavailable.class);
        }

        assertThat(this.recorder.write()).isEqualTo(1);
        assertThat(this.recorder.write()).isZero();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new TrackerException.Unavailable("GitHub did not answer", (Throwable) null),
                        "GitHub did not answer. Check that the tracker runs and can be reached from here."),
                arguments(new TrackerException.NotTheTracker("A login page answered."),
                        "A login page answered. Check the integration's address, and whether a proxy or a login page stands before the tracker."),
                arguments(new TrackerException.CredentialRefused("401: bad token"),
                        "401: bad token. Enter the integration's credential again."),
                arguments(new TrackerException.Rejected(Reason.FORBIDDEN, "No permission", Map.of()),
                        "No permission. Correct the integration, or its account's rights in the tracker."),
                arguments(new TrackerException.Rejected(Reason.PROJECT_MISSING, "No project\nSHOP", Map.of()),
                        "No project SHOP. Correct the integration, or its account's rights in the tracker."),
                arguments(new TrackerException.Unavailable("It said " + SECRET + "?", (Throwable) null),
                        "It said ***? Check that the tracker runs and can be reached from here."));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsKeptWithWhatToDoAboutItAndWithoutSecrets(TrackerException failure, String words) {
        given(this.tracker.get(ISSUE)).willThrow(failure);

        assertThatThrownBy(() -> this.client.get(ISSUE)).isSameAs(failure);
        this.recorder.write();

        assertThat(status().lastFailure()).isEqualTo(words);
        assertThat(status().lastFailureAt()).isNotNull();
        assertThat(status().lastSuccessAt()).isNull();
    }

    @Test
    void whatIsWrongWithOneIssueAloneSaysNothingOfTheIntegration() {
        given(this.tracker.get(ISSUE)).willThrow(new TrackerException.IssueGone("deleted"));
        given(this.tracker.locate("x"))
            .willThrow(new TrackerException.Rejected(Reason.INVALID_FIELD, "names no issue", Map.of()));

        assertThatThrownBy(() -> this.client.get(ISSUE)).isInstanceOf(TrackerException.IssueGone.class);
        assertThatThrownBy(() -> this.client.locate("x")).isInstanceOf(TrackerException.Rejected.class);

        assertThat(this.recorder.write()).isZero();
    }

    @Test
    void anIssueThatTheTrackerDoesNotTakeIsAFailure() {
        given(this.tracker.create(any(), any()))
            .willThrow(new TrackerException.Rejected(Reason.INVALID_FIELD, "Component is required", Map.of()));

        assertThatThrownBy(() -> this.client.create(null, null)).isInstanceOf(TrackerException.Rejected.class);
        this.recorder.write();

        assertThat(status().lastFailure()).startsWith("Component is required. Correct the integration");
    }

    @Test
    void aRateLimitIsNoFailureButAWait() {
        given(this.tracker.get(ISSUE)).willThrow(new TrackerException.RateLimited("slow down", Duration.ofMinutes(5)));

        assertThatThrownBy(() -> this.client.get(ISSUE)).isInstanceOf(TrackerException.RateLimited.class);
        this.recorder.write();

        assertThat(status().waitsUntil()).isBetween(Instant.now().plusSeconds(240), Instant.now().plusSeconds(360));
        assertThat(status().lastFailureAt()).isNull();
    }

    @Test
    void theNextSuccessShowsAtOnceAndTheFailureStays() {
        this.client.get(ISSUE);
        this.recorder.write();
        this.clock.advance(Duration.ofSeconds(1));
        given(this.tracker.get(ISSUE)).willThrow(new TrackerException.NotTheTracker("a proxy"));
        assertThatThrownBy(() -> this.client.get(ISSUE)).isInstanceOf(TrackerException.class);
        this.recorder.write();
        assertThat(status().lastFailureAt()).isAfter(status().lastSuccessAt());

        given(this.tracker.check()).willReturn(List.of(new Check("reachable", true, "")));
        this.client.check();
        this.recorder.write();

        assertThat(status().lastSuccessAt()).isAfter(status().lastFailureAt());
        assertThat(status().lastFailure()).startsWith("a proxy.");
    }

    @Test
    void aTestThatDoesNotPassIsAFailure() {
        given(this.tracker.check()).willReturn(
                List.of(new Check("reachable", true, "fine"), new Check("project", false, "There is no SHOP.")));

        assertThat(this.client.check()).hasSize(2);
        this.recorder.write();

        assertThat(status().lastFailure()).isEqualTo("project: There is no SHOP.");
        assertThat(status().lastSuccessAt()).isNull();
    }

    @Test
    void theCatalogIsWatchedWhenItIsRead() {
        var catalog = mock(Catalog.class);
        given(this.tracker.catalog()).willReturn(catalog);
        given(catalog.statuses()).willThrow(new TrackerException.NotTheTracker("a proxy"));

        var watched = this.client.catalog();
        assertThat(this.recorder.write()).isZero();
        assertThatThrownBy(watched::statuses).isInstanceOf(TrackerException.NotTheTracker.class);
        this.recorder.write();

        assertThat(status().lastFailure()).startsWith("a proxy.");
    }

    @Test
    void theSecretOfAWebhookIsNotRepeated() {
        willThrow(new TrackerException.Unavailable("cannot post to https://us.example/hooks/1/abcdef with 0123456789",
                (Throwable) null))
            .given(this.tracker)
            .setUpWebhook(any());
        var setup = new WebhookSetup("https://us.example/hooks/1/abcdef", "0123456789", Optional.empty());

        assertThatThrownBy(() -> this.client.setUpWebhook(setup)).isInstanceOf(TrackerException.class);
        this.recorder.write();

        assertThat(status().lastFailure()).startsWith("cannot post to *** with ***.");
    }

    @Test
    void aSettingThatIsMissingIsAFailureThoughNoCallWasMade() {
        var played = mock(Tracker.class);
        given(played.id()).willReturn("played");
        given(played.connect(any())).willThrow(new IllegalArgumentException("baseUrl is missing"));
        var trackers = new Trackers(List.of(played), this.recorder);

        assertThatThrownBy(() -> trackers.connect(this.integration)).isInstanceOf(TrackerException.Rejected.class);
        this.recorder.write();

        assertThat(status().lastFailure()).contains("baseUrl is missing");
    }

    @Test
    void aCallersTransactionThatRollsBackTakesNothingWithItAndHoldsNothingUp() {
        this.transaction.executeWithoutResult((status) -> {
            this.jdbc.sql("update integration set updated_at = now()").update();
            this.client.get(ISSUE);
            status.setRollbackOnly();
        });
        this.recorder.write();

        assertThat(status().lastSuccessAt()).isNotNull();
    }

    @Test
    void whatIsNoAnswerOfATrackerPassesThrough() {
        given(this.tracker.get(ISSUE)).willThrow(new UnsupportedOperationException("this tracker cannot"));

        assertThatThrownBy(() -> this.client.get(ISSUE)).isInstanceOf(UnsupportedOperationException.class);

        assertThat(this.recorder.write()).isZero();
    }

    private IntegrationStatus.Status status() {
        return this.status.of(List.of(this.integration.id())).get(this.integration.id());
    }

}
