package io.tracebridge.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.Trackers;
import io.tracebridge.issue.Document;
import io.tracebridge.issue.render.GfmRenderer;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.link.LinkedIssue;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.PlainTracker;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** A mention in the issue itself, where the tracker tells people in its own way. */
class IssueCommentTest extends NotifyTest {

    @Autowired
    Integrations stored;

    private final Commented tracker = new Commented();

    @Test
    void theIssueGetsACommentThatNamesTheAccountAlone() {
        assertThat(send(Map.of("account", "jane"), "@admin #1 <b>")).isInstanceOf(Outcome.Sent.class);

        assertThat(this.tracker.comments).singleElement().satisfies((comment) -> {
            assertThat(comment).startsWith("@jane was mentioned by a rule of the project shop: ")
                .contains("](https://bridge.example/projects/shop/groups/")
                .doesNotContain("@admin");
        });
    }

    @Test
    void theAccountOfOneTrackerIsNotNamedInAnother() {
        assertThat(send(Map.of("account", "jane", "integration", "Jira"), "")).isInstanceOf(Outcome.Refused.class);
        assertThat(send(Map.of("account", "jane", "integration", "sandbox"), "")).isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void aTrackerWithoutCommentsIsNotAsked() {
        this.tracker.capabilities = EnumSet.of(Capability.CREATE);

        assertThat(send(Map.of("account", "jane"), "")).isInstanceOfSatisfying(Outcome.Refused.class,
                (refused) -> assertThat(refused.why()).contains("cannot comment"));
        assertThat(this.tracker.comments).isEmpty();
    }

    @Test
    void aPausedIntegrationMakesTheMentionWait() {
        this.stored.pause(this.integration, "its token expired");

        assertThat(send(Map.of("account", "jane"), "")).isInstanceOf(Outcome.Again.class);
        assertThat(this.tracker.comments).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void aFailureMeans(TrackerException failure, Class<?> outcome, boolean paused) {
        this.tracker.failure = failure;

        assertThat(send(Map.of("account", "jane"), "")).isInstanceOf(outcome);
        assertThat(this.stored.find(this.integration).orElseThrow().pause().isPresent()).isEqualTo(paused);
    }

    static Stream<Arguments> aFailureMeans() {
        return Stream.of(arguments(new TrackerException.CredentialRefused("401"), Outcome.Again.class, true),
                arguments(new TrackerException.Rejected(Reason.FORBIDDEN, "403", Map.of()), Outcome.Refused.class,
                        false),
                arguments(new TrackerException.IssueGone("404"), Outcome.Refused.class, false),
                arguments(new TrackerException.RateLimited("429", Duration.ofSeconds(1)), Outcome.Again.class, false),
                arguments(new Unavailable("no answer", (Throwable) null), Outcome.Unknown.class, false),
                arguments(new Unavailable("not connected", null, Optional.empty(), true), Outcome.Again.class, false));
    }

    @Test
    void aTestLooksForATrackerThatTakesComments() {
        var able = target("@jane", "issue", Map.of("account", "jane"), Map.of());

        assertThat(channel().test(able, Samples.message())).isInstanceOf(Outcome.Sent.class);
        this.tracker.capabilities = EnumSet.of(Capability.CREATE);
        assertThat(channel().test(able, Samples.message())).isInstanceOf(Outcome.Refused.class);
        assertThat(this.tracker.comments).isEmpty();
    }

    private Outcome send(Map<String, String> settings, String classifier) {
        var sample = Samples.message("TypeError", classifier);
        var issue = new LinkedIssue(5, this.integration, sample.issue().ref(), "TypeError");
        return channel().send(target("@jane", "issue", settings, Map.of()), new Message(sample.id(), sample.at(),
                "@jane", "shop", issue, sample.fingerprint(), sample.groupUrl(), classifier, 3));
    }

    private IssueComment channel() {
        return new IssueComment(this.stored, new Trackers(List.of(this.tracker)));
    }

    /** Stands in for the sandbox, and keeps what is said. */
    private static final class Commented extends PlainTracker {

        private final List<String> comments = new ArrayList<>();

        private Set<Capability> capabilities = EnumSet.of(Capability.COMMENT);

        private TrackerException failure;

        private Commented() {
            super("sandbox");
        }

        @Override
        public void comment(IssueRef ref, Document text) {
            if (this.failure != null) {
                throw this.failure;
            }
            assertThat(ref.key()).isEqualTo("SHOP-7");
            this.comments.add(new GfmRenderer().render(text, Limit.characters(10_000)));
        }

        @Override
        public Set<Capability> capabilities() {
            return this.capabilities;
        }

    }

}
