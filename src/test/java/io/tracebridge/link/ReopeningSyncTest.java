package io.tracebridge.link;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.issue.Document.Link;
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.Document.Text;
import io.tracebridge.sync.GroupState;
import io.tracebridge.triage.GroupChange;
import io.tracebridge.triage.Reopening;
import io.tracebridge.triage.SeenReport;
import io.tracebridge.triage.TagChange;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A report opens a resolved group again, and its issue is closed. */
class ReopeningSyncTest extends SyncTest {

    @Autowired
    Reopening reopening;

    @Autowired
    IssueCreation creation;

    @Autowired
    ObjectMapper json;

    @Test
    void theIssueIsOpenedAgain() {
        resolved("always", 14);

        comesBack();

        assertThat(synchronise().state()).isEqualTo("pushed");
        assertThat(this.tracker.writes).containsExactly("status todo");
    }

    @Test
    void whatIsClosedStaysClosedAndTheHistorySaysWhy() {
        resolved("never", 14);

        comesBack();

        assertThat(synchronise().state()).isEqualTo("skipped");
        assertThat(this.tracker.writes).isEmpty();
        assertThat(history().getFirst()).isEqualTo("skipped state: open > resolved");
        assertThat(this.changes.list(this.link, Long.MAX_VALUE, 1).getFirst().cause())
            .contains("the setting reopen says that closed issues stay closed");
        assertThat(markAndSynchronise().state()).isEqualTo("in-step");
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void aPersonWhoTakesTheGroupUpOpensTheIssueAllTheSame() {
        resolved("never", 14);
        comesBack();
        synchronise();

        byHand("in-progress");

        assertThat(synchronise().state()).isEqualTo("pushed");
        assertThat(this.tracker.writes).containsExactly("status doing");
    }

    @Test
    void aPersonWhoOpensTheGroupOpensTheIssue() {
        resolved("never", 14);

        byHand("open");

        assertThat(synchronise().state()).isEqualTo("pushed");
        assertThat(this.tracker.writes).containsExactly("status todo");
    }

    @Test
    void theReportsOfAnEarlierTimeDoNotCountAgainstAPersonOfALaterOne() {
        resolved("never", 14);
        comesBack();
        synchronise();
        byHand("resolved");
        synchronise();

        byHand("open");

        assertThat(synchronise().state()).isEqualTo("pushed");
    }

    @Test
    void anIssueThatSomebodyRefusedStaysClosed() {
        resolved("always", 14);
        this.tracker.edit("closed:refused", null);
        this.jdbc.sql("update link set agreed_status = 'closed:refused', issue_updated_at = null").update();

        comesBack();

        assertThat(synchronise().state()).isEqualTo("skipped");
        assertThat(this.tracker.writes).isEmpty();
    }

    @Test
    void anIssueThatWasClosedBecauseWeMutedTheGroupIsOpenedAgainWhenTheMutingEnds() {
        resolved("always", 14);
        setState("muted");
        markAndSynchronise();
        this.tracker.writes.clear();
        this.jdbc.sql("update error_group set until = '[{\"type\": \"timestamp_gt\", \"timestamp\": 1}]'").update();

        comesBack();

        assertThat(synchronise().state()).isEqualTo("pushed");
        assertThat(this.tracker.writes).containsExactly("status todo");
    }

    @Test
    void theDaysCountFromWhenTheIssueWasClosed() {
        resolved("within", 14);
        var closed = this.jdbc.sql("select issue_closed_at from link where id = ?")
            .param(this.link)
            .query(Instant.class)
            .single();
        this.tracker.edit("done", "a-bob");
        this.clock.advance(Duration.between(this.clock.instant(), closed).plusDays(14));
        comesBack();
        assertThat(synchronise().state()).isEqualTo("pushed");
    }

    @Test
    void afterTheDaysItStaysClosed() {
        resolved("within", 14);
        this.clock.advance(Duration.between(this.clock.instant(), this.tracker.issue().updatedAt()).plusDays(15));

        comesBack();

        assertThat(synchronise().state()).isEqualTo("skipped");
        assertThat(this.changes.list(this.link, Long.MAX_VALUE, 1).getFirst().cause()).contains("15 days");
    }

    @Test
    void aNewIssueTakesThePlaceOfTheClosedOne() throws Exception {
        resolved("regression", 14);

        comesBack();

        assertThat(synchronise().state()).isEqualTo("regression");
        assertThat(linkState(this.link)).isEqualTo("superseded");
        assertThat(this.tracker.writes).isEmpty();
        var wanted = this.json.readTree(
                this.jdbc.sql("select payload from outbox where kind = 'create-issue'").query(String.class).single());
        assertThat(wanted.path("scope").asText()).isEqualTo("regression:" + this.link);

        this.creation.create(this.json.treeToValue(wanted, IssueCreation.Request.class));

        assertThat(this.jdbc.sql("select issue_key from link where regression_of = ? and state = 'linked'")
            .param(this.link)
            .query(String.class)
            .single()).isEqualTo("T-11");
        assertThat(state()).isEqualTo("in-progress");
        assertThat(this.tracker.descriptions.getFirst().blocks().getFirst())
            .isEqualTo(new Paragraph(new Text("Regression of "), new Link("T-10", StatefulTracker.REF.url())));
        assertThat(this.tracker.comments.get("T-10").blocks().toString()).contains("came back",
                StatefulTracker.NEW_REF.url());
    }

    @Test
    void theClosedIssueDrivesTheGroupNoMoreAndNoRuleMakesItAgain() {
        resolved("regression", 14);
        comesBack();
        synchronise();
        this.tracker.edit("doing", "a-bob");

        assertThat(markAndSynchronise().state()).isEqualTo("none");
        assertThat(state()).isEqualTo("open");
        var asked = this.creation.create(
                new IssueCreation.Request(this.integration.id(), this.group, null, null, "group", null, null, null));
        assertThat(asked.issueKey()).isNull();
        assertThat(this.tracker.descriptions).isEmpty();
    }

    @Test
    void aRunThatIsRepeatedWantsNoSecondIssue() {
        resolved("regression", 14);
        comesBack();

        synchronise();
        synchronise();

        assertThat(
                this.jdbc.sql("select count(*) from outbox where kind = 'create-issue'").query(Integer.class).single())
            .isEqualTo(1);
    }

    @Test
    void aGroupThatIsStillClosedKeepsTheSharedIssue() {
        resolved("regression", 14);
        var other = group("cd", "resolved");
        var shared = link(this.integration, other, "found");
        this.jdbc
            .sql("""
                    update link set (agreed_at, agreed_state, agreed_status, dirty_since) =
                      (select agreed_at, agreed_state, agreed_status, null::timestamptz from link where id = ?) where id = ?""")
            .params(this.link, shared)
            .update();

        comesBack();
        synchronise();

        assertThat(linkState(this.link)).isEqualTo("superseded");
        assertThat(linkState(shared)).isEqualTo("linked");
    }

    /** Resolved on both sides until version 1.2 is left behind. */
    @Test
    void aLinkThatSomebodyEndedMeanwhileIsNotReplaced() {
        resolved("regression", 14);
        comesBack();
        this.tracker.meanwhile = () -> this.jdbc.sql("update link set state = 'unlinked', dirty_since = null").update();

        synchronise();

        assertThat(linkState(this.link)).isEqualTo("unlinked");
        assertThat(this.jdbc.sql("select count(*) from link").query(Long.class).single()).isOne();
    }

    private void resolved(String reopen, int days) {
        configure(new SyncSettings(true, true, "tracker", "ask", Map.of(), PEOPLE, null, reopen, days, null, null));
        setState("resolved");
        synchronise();
        this.tracker.writes.clear();
        this.jdbc
            .sql("""
                    update error_group set until = '[{"type": "version_gt", "field": "version", "version": "1.2"}]' where id = ?""")
            .param(this.group)
            .update();
    }

    private void comesBack() {
        this.transaction.executeWithoutResult((status) -> this.reopening.consider(List
            .of(new Reopening.Arrival(this.group, 1, new SeenReport(this.clock.instant(), Map.of("version", "1.3"))))));
        assertThat(state()).isEqualTo("open");
    }

    private void byHand(String state) {
        this.changedByHand.change(this.project.id(), "ab".repeat(32), new GroupChange(GroupState.of(state),
                Optional.empty(), Optional.empty(), TagChange.NONE, Optional.empty()), "user:ada");
    }

    private String linkState(long id) {
        return column("select state from link where id = ?", id);
    }

}
