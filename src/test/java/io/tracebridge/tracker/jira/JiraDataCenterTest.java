package io.tracebridge.tracker.jira;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerContract;
import io.tracebridge.tracker.TrackerFixture;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerFake;
import io.tracebridge.tracker.Webhooks;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class JiraDataCenterTest extends TrackerFixture implements TrackerContract {

    private final FakeJiraDataCenter jira = new FakeJiraDataCenter();

    @Override
    public Tracker tracker() {
        return new JiraDataCenter(this.http, Clock.systemUTC());
    }

    @Override
    public TrackerFake fake() {
        return this.jira;
    }

    @Override
    public Map<String, String> fields() {
        return Map.of("resolution", "Done");
    }

    @Test
    void callsMeetAtlassiansOwnSpecification() {
        FakeJiraDataCenter.SPECIFICATION.assumePresent();
        client().create(draft("Crash"), MARKER);
        assertThat(this.jira.requests()).isNotEmpty();
    }

    @Test
    void writesWikiMarkup() {
        client().create(draft("Crash"), MARKER);

        assertThat(this.jira.issues().getFirst().text()).isEqualTo("""
                h2. Callstack

                {noformat}
                boom
                {noformat}

                boom

                [Group in Tracebridge|https://tracebridge.example.com/groups/1]""");
    }

    @Test
    void knowsItsOwnIssueByTheProofWhereLabelsAreNotOnTheScreen() {
        this.jira.screen.remove("labels");
        client().create(draft("Quoting", MARKER.value()), new Marker("tracebridge" + "0".repeat(20)));
        var ours = client().create(draft("Ours"), MARKER);

        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(ours.ref());
    }

    @Test
    void signsInByNameAndPasswordWhereAnAdminWantsIt() {
        var settings = new HashMap<>(this.jira.connection().settings());
        settings.put("username", "bot");
        var client = tracker().connect(new Connection(settings, Map.of("token", "pass word")));

        assertThat(client.check()).first().extracting(Check::ok).isEqualTo(false);
        assertThat(this.jira.requests().getLast().getHeaders().get("Authorization"))
            .isEqualTo("Basic " + Base64.getEncoder().encodeToString("bot:pass word".getBytes()));
    }

    @Test
    void saysThatJiraWantsACaptchaSolved() {
        this.jira.refusal = FakeJiraDataCenter.error(403, "")
            .newBuilder()
            .setHeader("X-Authentication-Denied-Reason", "CAPTCHA_CHALLENGE; login-url=https://jira.example.com/login")
            .build();

        assertThatExceptionOfType(TrackerException.CredentialRefused.class)
            .isThrownBy(() -> client().create(draft("Crash"), MARKER))
            .withMessageContaining("CAPTCHA_CHALLENGE");
    }

    @Test
    void aMissingProjectIsToldApartThoughJiraCallsItABadRequest() {
        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> connect(Map.of("projectKey", "NOPE")).create(draft("Crash"), MARKER))
            .withMessageContaining("NOPE")
            .satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(Reason.PROJECT_MISSING));
    }

    @Test
    void aTransitionThatIsNoLongerOnOfferIsNoBreakdown() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.jira.beforeTransition = () -> this.jira.changeByHand(ref.id(), "10001");

        var refused = catchThrowableOfType(Rejected.class, () -> client().setStatus(ref, "3", fields()));

        assertThat(refused.reason()).isEqualTo(Reason.TRANSITION_UNAVAILABLE);
        assertThat(refused).hasMessageContaining("no longer offers").hasMessageContaining("In Review");
    }

    @Test
    void aMissingPermissionToAssignIsNoWrongCredential() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.jira.assigning = FakeJiraDataCenter.error(401, "You do not have permission to assign issues.");

        var refused = catchThrowableOfType(Rejected.class, () -> client().setAssignee(ref, Optional.of("ada")));

        assertThat(refused.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(refused).hasMessageContaining("permission to assign");
    }

    @Test
    void offersNeitherArchivedProjectsNorPeopleWhoLeft() {
        assertThat(client().catalog().projects()).extracting("id").containsExactly("SHOP");
        assertThat(client().catalog().people("ada")).extracting(Issue.Account::id).containsExactly("ada");
    }

    @Test
    void aSignatureCountsWhereThereIsOne() {
        var body = "{\"webhookEvent\":\"jira:issue_updated\",\"issue\":{\"id\":\"10001\"}}"
            .getBytes(StandardCharsets.UTF_8);
        var webhooks = tracker().webhooks().orElseThrow();

        assertThat(webhooks.read(signed(body, SECRET), SECRET)).isInstanceOf(Webhooks.Delivery.Changed.class);
        assertThat(webhooks.read(signed(body, "another"), SECRET)).isInstanceOf(Webhooks.Delivery.Forged.class);
    }

    private static Webhooks.Request signed(byte[] body, String secret) {
        return new Webhooks.Request(Map.of("X-Hub-Signature", "sha256=" + Signatures.hexHmacSha256(secret, body)), body,
                Instant.now());
    }

}
