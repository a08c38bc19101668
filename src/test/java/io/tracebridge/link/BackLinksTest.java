package io.tracebridge.link;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.integration.SyncSettings;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An issue that existed before hears which group it was linked to. */
class BackLinksTest extends SyncTest {

    @BeforeEach
    void anIssueThatHasNotHeardYet() {
        this.tracker.backLinks.clear();
        this.jdbc.sql("update link set linked_back_at = null").update();
        this.jdbc.sql("delete from activity").update();
    }

    @Test
    void theTrackersOwnLinkLeadsToTheGroupOnce() {
        markAndSynchronise();
        markAndSynchronise();

        assertThat(this.tracker.backLinks).singleElement()
            .asString()
            .startsWith("link T-10 http")
            .endsWith("/projects/shop/groups/" + "ab".repeat(32));
        assertThat(kinds()).containsExactly("issue-linked-back");
    }

    @Test
    void aTrackerWithoutLinksGetsOneComment() {
        without(Capability.LINK_BACK);

        markAndSynchronise();
        markAndSynchronise();

        assertThat(this.tracker.backLinks).containsExactly("comment T-10");
    }

    @Test
    void aTrackerWithNeitherIsLeftAlone() {
        without(Capability.LINK_BACK, Capability.COMMENT);

        markAndSynchronise();

        assertThat(this.tracker.backLinks).isEmpty();
        assertThat(synchronise().state()).isEqualTo("none");
    }

    @Test
    void nothingIsWrittenThroughAnIntegrationThatDoesNotPush() {
        configure(new SyncSettings(false, true, "tracker", "ask", Map.of(), PEOPLE));

        markAndSynchronise();
        this.tracker.reads = 0;
        synchronise();

        assertThat(this.tracker.backLinks).isEmpty();
        assertThat(this.tracker.reads).isZero();
    }

    @Test
    void anIssueThatWeMadeHasItsLinkInItsText() {
        this.jdbc.sql("update link set origin = 'created'").update();

        markAndSynchronise();

        assertThat(this.tracker.backLinks).isEmpty();
    }

    @Test
    void aLinkWhoseAnswerWasLostIsWrittenAgainAndStateIsInStepMeanwhile() {
        this.tracker.edit("done", null);
        failAfterReading(new TrackerException.Unavailable("connection reset", (Throwable) null));
        mark();

        assertThatThrownBy(this::synchronise).isInstanceOf(TrackerException.Unavailable.class);
        assertThat(state()).isEqualTo("resolved");
        assertThat(dirty()).isFalse();

        synchronise();
        assertThat(this.tracker.backLinks).hasSize(1);
    }

    @Test
    void aCommentWhoseAnswerWasLostIsNotSentAgain() {
        without(Capability.LINK_BACK);
        failAfterReading(new TrackerException.Unavailable("connection reset", (Throwable) null));
        mark();

        assertThatThrownBy(this::synchronise).isInstanceOf(TrackerException.Unavailable.class);
        assertThatCode(this::markAndSynchronise).doesNotThrowAnyException();

        assertThat(this.tracker.backLinks).containsExactly("comment T-10");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aCommentThatCertainlyDidNotArriveIsSentAgain(boolean limited) {
        without(Capability.LINK_BACK);
        failAfterReading(limited ? new TrackerException.RateLimited("slow down", Duration.ofSeconds(1))
                : new TrackerException.Unavailable("no connection", null, Optional.empty(), true));
        mark();

        assertThatThrownBy(this::synchronise).isInstanceOf(TrackerException.class);
        synchronise();

        assertThat(this.tracker.backLinks).hasSize(2);
    }

    @Test
    void whatTheTrackerRefusesIsToldAndLeft() {
        failAfterReading(new TrackerException.Rejected(Reason.FORBIDDEN, "You may not link issues.", Map.of()));

        markAndSynchronise();
        markAndSynchronise();

        assertThat(this.tracker.backLinks).isEmpty();
        assertThat(kinds()).containsExactly("link-back-refused");
    }

    @Test
    void severalGroupsOfOneIssueAreEachToldOnce() {
        var other = group("cd", "in-progress");
        link(this.integration, other, "found");

        markAndSynchronise();

        assertThat(this.tracker.backLinks).hasSize(2)
            .anySatisfy((link) -> assertThat(link).contains("cd".repeat(32)))
            .anySatisfy((link) -> assertThat(link).contains("ab".repeat(32)));
    }

    private void failAfterReading(TrackerException failure) {
        this.tracker.meanwhile = () -> {
            this.tracker.meanwhile = () -> {
            };
            this.tracker.failures.add(failure);
        };
    }

    private void without(Capability... cannot) {
        this.tracker.capabilities = EnumSet.complementOf(EnumSet.copyOf(List.of(cannot)));
    }

    private List<String> kinds() {
        return this.jdbc.sql("select kind from activity where kind like '%link%back%' or kind like 'link-back%'")
            .query(String.class)
            .list();
    }

}
