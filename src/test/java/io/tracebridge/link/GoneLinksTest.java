package io.tracebridge.link;

import java.util.Map;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.sync.GroupState;
import io.tracebridge.triage.GroupRef;
import io.tracebridge.triage.LinkQueries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A person decides what takes the place of an issue that is gone. */
class GoneLinksTest extends LinkingSlice {

    @Autowired
    GoneLinks gone;

    GroupRef group;

    long link;

    @BeforeEach
    void anIssueThatIsGone() {
        integration(false, false, "tracker");
        this.group = group('a', GroupState.OPEN, null);
        this.link = this.creation.create(request("group")).linkId();
        this.jdbc.sql("update link set state = 'gone'").update();
        this.jdbc.sql("delete from outbox").update();
        this.jdbc.sql("delete from activity").update();
        this.tracker.createCalls.clear();
    }

    @Test
    void noRuleMakesANewIssueByItself() {
        var answer = this.creation.create(request("group"));

        assertThat(answer).isEqualTo(new IssueCreation.Created(this.link, null, null, false));
        assertThat(this.tracker.createCalls).isEmpty();
        assertThat(only(this.group).state()).isEqualTo("gone");
    }

    @Test
    void givingUpLateLeavesItGone() {
        this.creation.giveUp(request("group"), "too late");

        assertThat(only(this.group).state()).isEqualTo("gone");
    }

    @Test
    void anotherIssueTakesItsPlace() {
        this.tracker.has("T-7", GroupState.OPEN, null);

        var linked = relink("T-7");

        assertThat(linked.created()).isTrue();
        assertThat(only(this.group)).satisfies((now) -> {
            assertThat(now.id()).isEqualTo(linked.linkId()).isNotEqualTo(this.link);
            assertThat(now.issue()).isEqualTo("T-7");
        });
        assertThat(row(this.link)).containsEntry("state", "unlinked");
        assertThat(activity(this.group)).contains("issue-linked", "issue-replaced");
    }

    @Test
    void aCrashInTheMiddleLeavesTheGoneLinkAsItWas() {
        this.tracker.has("T-7", GroupState.OPEN, null);
        this.jdbc.sql("alter table activity add constraint crash check (kind <> 'issue-replaced')").update();
        try {
            assertThatThrownBy(() -> relink("T-7")).isInstanceOf(DataIntegrityViolationException.class);
        }
        finally {
            this.jdbc.sql("alter table activity drop constraint crash").update();
        }

        assertThat(only(this.group)).extracting(LinkQueries.LinkRow::id, LinkQueries.LinkRow::state)
            .containsExactly(this.link, "gone");
        assertThat(activity(this.group)).isEmpty();
        assertThat(relink("T-7").created()).as("asked again").isTrue();
        assertThat(only(this.group).issue()).isEqualTo("T-7");
    }

    @Test
    void theSameIssueIsTakenUpAgainWhenItIsBack() {
        this.tracker.has("T-7", GroupState.OPEN, null);
        var found = relink("T-7").linkId();
        this.jdbc.sql("update link set state = 'gone' where id = ?").param(found).update();

        assertThat(this.gone.relink(this.project, this.group, found, "T-7", ACTOR)).get()
            .extracting(Linking.Linked::linkId)
            .isEqualTo(found);
        assertThat(only(this.group).state()).isEqualTo("linked");
    }

    @Test
    void anIssueThatIsNotThereChangesNothing() {
        assertThatThrownBy(() -> relink("T-404")).isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("T-404");
        assertThat(only(this.group).state()).isEqualTo("gone");
        assertThat(activity(this.group)).isEmpty();
    }

    @Test
    void aNewIssueTakesItsPlaceOnceItIsThere() {
        assertThat(this.gone.recreate(this.group, this.link, ACTOR)).isTrue();
        assertThat(this.jdbc.sql("select kind || ' ' || (payload ->> 'scope') from outbox").query(String.class).list())
            .containsExactly("create-issue recreate:" + this.link);
        assertThat(only(this.group).state()).isEqualTo("gone");

        var made = this.creation.create(request("recreate:" + this.link));

        assertThat(this.tracker.createCalls).hasSize(1);
        assertThat(only(this.group)).extracting(LinkQueries.LinkRow::id, LinkQueries.LinkRow::state)
            .containsExactly(made.linkId(), "linked");
        assertThat(activity(this.group)).contains("issue-recreation-requested", "issue-linked", "issue-replaced");
        assertThat(this.creation.create(request("recreate:" + this.link)).issueKey()).isEqualTo(made.issueKey());
        assertThat(this.tracker.createCalls).hasSize(1);
    }

    @Test
    void anIssueThatIsBeingMadeIsNotAskedForTwice() {
        this.gone.recreate(this.group, this.link, ACTOR);
        this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker)
                select integration_id, group_id, 'recreate:' || id, 'tracebridge' || repeat('0', 20) from link""")
            .update();

        assertThatThrownBy(() -> this.gone.recreate(this.group, this.link, ACTOR)).isInstanceOf(RequestRefused.class)
            .hasMessageContaining("being made already");

        this.jdbc.sql("update link set state = 'given-up' where state = 'reserved'").update();
        assertThatThrownBy(() -> this.gone.recreate(this.group, this.link, ACTOR)).isInstanceOf(RequestRefused.class)
            .hasMessageContaining("remove that link");
    }

    @Test
    void aLinkThatIsNotGoneKeepsItsIssue() {
        this.jdbc.sql("update link set state = 'linked'").update();

        assertThatThrownBy(() -> relink("T-7")).isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("not gone");
        assertThatThrownBy(() -> this.gone.recreate(this.group, this.link, ACTOR))
            .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void theGroupsOfOthersAndMergedOnesAreLeftAlone() {
        var other = group('b', GroupState.OPEN, null);
        assertThat(this.gone.recreate(other, this.link, ACTOR)).isFalse();
        assertThat(this.gone.relink(this.project, other, this.link, "T-7", ACTOR)).isEmpty();

        merge(this.group, other);
        assertThatThrownBy(() -> this.gone.recreate(this.group, this.link, ACTOR))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining(other.fingerprint());
        var root = this.lookup.find(this.project.id(), other.fingerprint()).orElseThrow();
        assertThat(this.gone.recreate(root, this.link, ACTOR)).isTrue();
    }

    @Test
    void anUnlinkedScopeIsFreeAgain() {
        this.linking.unlink(this.group, this.link, ACTOR);

        var made = this.creation.create(request("group"));

        assertThat(made.linkId()).isNotEqualTo(this.link);
        assertThat(row(this.link)).containsEntry("state", "unlinked");
        assertThat(this.tracker.createCalls).hasSize(1);
    }

    private Linking.Linked relink(String issue) {
        return this.gone.relink(this.project, this.group, this.link, issue, ACTOR).orElseThrow();
    }

    private IssueCreation.Request request(String scope) {
        return new IssueCreation.Request(this.integrations.find(this.project.id(), "scripted").orElseThrow().id(),
                this.group.id(), null, null, scope, null, null, Map.of());
    }

}
