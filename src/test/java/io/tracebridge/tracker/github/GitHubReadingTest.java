package io.tracebridge.tracker.github;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException.IssueGone;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Issues as they stand, moved or out of sight. */
class GitHubReadingTest extends GitHubFixture {

    @Test
    void refersToAnIssueAsPeopleDo() {
        assertThat(client().create(draft("Crash"), MARKER).ref())
            .isEqualTo(new IssueRef("1", "#1", "https://github.com/acme/shop/issues/1"));
    }

    @ParameterizedTest
    @CsvSource({ "open, , '', open", "open, reopened, '', open", "open, , In Progress, open:in progress",
            "closed, completed, '', closed:completed", "closed, not_planned, in progress, closed:not_planned",
            "closed, duplicate, '', closed:duplicate", "closed, , '', closed:completed" })
    void readsStateReasonAndLabel(String state, String reason, String label, String key) {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.github.item(ref.id()).state = state;
        this.github.item(ref.id()).reason = reason;
        this.github.item(ref.id()).labels.add(label);

        var status = client().get(ref).status();

        assertThat(status.key()).isEqualTo(key);
        assertThat(client().catalog().statuses()).contains(status);
    }

    @Test
    void aPullRequestIsNoIssue() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.github.item(ref.id()).pullRequest = true;

        assertThat(catchThrowableOfType(Rejected.class, () -> client().get(ref)))
            .hasMessageContaining("#1 in acme/shop is a pull request");
    }

    @Test
    void anIssueOfARenamedRepositoryIsStillThere() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.github.fullName = "acme/store";

        assertThat(client().get(ref).ref().url()).isEqualTo("https://github.com/acme/store/issues/1");
    }

    @Test
    void anIssueThatWeMayNoLongerSeeIsGone() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.github.item(ref.id()).gone = 404;

        assertThat(catchThrowableOfType(IssueGone.class, () -> client().get(ref))).hasMessageContaining("#1");
    }

    @Test
    void noIssueIsGoneBecauseTheTokenLostItsRepository() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.github.hidden = true;

        assertThat(catchThrowableOfType(Rejected.class, () -> client().get(ref)).reason())
            .isEqualTo(Reason.PROJECT_MISSING);
    }

}
