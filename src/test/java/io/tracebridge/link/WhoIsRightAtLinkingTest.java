package io.tracebridge.link;

import java.util.stream.Stream;

import io.tracebridge.sync.GroupState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which side's state and assignee hold when an issue that existed before is linked. */
class WhoIsRightAtLinkingTest extends LinkingSlice {

    /** Each row for every state of the group and of the issue. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tracker | false | false | moved  | never   | if moved
            tracker | true  | false | moved  | never   | always
            tracker | false | true  | issue  | issue's | if changed
            tracker | true  | true  | issue  | issue's | always
            group   | false | false | moved  | never   | if moved
            group   | false | true  | moved  | never   | always
            group   | true  | false | moved  | issue's | always
            group   | true  | true  | moved  | issue's | always
            """)
    void theChosenSideHoldsIfItsDirectionIsOn(String onLink, boolean push, boolean pull, String then, String agreed,
            String dirty) {
        integration(push, pull, onLink);
        for (var ours : GroupState.values()) {
            for (var theirs : GroupState.values()) {
                this.jdbc.sql("delete from error_group").update();
                var group = group('a', ours, null);
                this.tracker.has("T-1", theirs, null);

                var link = link(group, "T-1").linkId();

                var moved = (ours == GroupState.OPEN) ? GroupState.IN_PROGRESS : ours;
                var expected = then.equals("issue") ? theirs : moved;
                var what = "group %s, issue %s".formatted(ours, theirs);
                assertThat(column("state", group)).as(what).isEqualTo(expected.id());
                assertThat(row(link).get("agreed_state")).as(what)
                    .isEqualTo(agreed.equals("never") ? null : theirs.id());
                assertThat(row(link).get("agreed_status")).as(what)
                    .isEqualTo(agreed.equals("never") ? null : "status-" + theirs.id());
                assertThat(row(link).get("agreed_at") == null).as(what).isEqualTo(agreed.equals("never"));
                assertThat(only(group).dirty()).as(what).isEqualTo(switch (dirty) {
                    case "always" -> true;
                    case "if moved" -> moved != ours;
                    default -> theirs != ours;
                });
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # onLink | group's | issue's  | then the group's | agreed: group's | issue's  | warned
            tracker  | -       | -        | -                | -               | -        | false
            tracker  | ann     | -        | -                | -               | -        | false
            tracker  | -       | acc-ann  | ann              | ann             | acc-ann  | false
            tracker  | bob     | acc-ann  | ann              | ann             | acc-ann  | false
            tracker  | zoe     | acc-ann  | ann              | ann             | acc-ann  | false
            tracker  | zoe     | -        | zoe              | zoe             | -        | false
            tracker  | -       | acc-x    | -                | -               | acc-x    | true
            tracker  | bob     | acc-x    | bob              | bob             | acc-x    | true
            group    | -       | -        | -                | -               | -        | false
            group    | ann     | -        | ann              | -               | -        | false
            group    | ann     | acc-bob  | ann              | bob             | acc-bob  | false
            group    | ann     | acc-ann  | ann              | ann             | acc-ann  | false
            group    | -       | acc-bob  | -                | bob             | acc-bob  | false
            group    | ann     | acc-x    | ann              | -               | acc-x    | false
            group    | -       | acc-x    | -                | -               | acc-x    | false
            """)
    void whoeverIsUnknownIsLeftAsIsAndSaid(String onLink, String ours, String theirs, String then, String agreedUser,
            String agreedAccount, boolean warned) {
        integration(true, true, onLink);
        var group = group('a', GroupState.IN_PROGRESS, ours);
        this.tracker.has("T-1", GroupState.IN_PROGRESS, theirs);

        var link = link(group, "T-1").linkId();

        assertThat(column("assignee", group)).isEqualTo(then);
        assertThat(row(link)).containsEntry("agreed_assignee", agreedUser)
            .containsEntry("agreed_account", agreedAccount);
        assertThat(only(group).warnings()).hasSize(warned ? 1 : 0)
            .allSatisfy((warning) -> assertThat(warning).contains("acc-x", "sync.people"));
    }

    @Test
    void ofTwoUsersWithOneAccountTheGroupKeepsItsOwn() {
        integration(false, true, "tracker");
        this.jdbc.sql("update integration set sync = jsonb_set(sync, '{people,amy}', '\"acc-ann\"')").update();
        var group = group('a', GroupState.OPEN, "ann");
        this.tracker.has("T-1", GroupState.OPEN, "acc-ann");

        link(group, "T-1");

        assertThat(column("assignee", group)).isEqualTo("ann");
    }

    @Test
    void theTrackersStateWinsOverTheAutomaticMoveSoNobodySeesTheGroupFlicker() {
        integration(true, true, "tracker");
        var group = group('a', GroupState.OPEN, null);
        this.tracker.has("T-1", GroupState.RESOLVED, "acc-ann");

        link(group, "T-1");

        assertThat(activity(group)).containsExactly("issue-linked", "state-changed", "assignee-changed");
        assertThat(this.jdbc.sql("select after ->> 'state' from activity where kind = 'state-changed'")
            .query(String.class)
            .list()).containsExactly("resolved");
    }

    @Test
    void theGroupsOtherIssuesFollowWhatTheTrackerSaid() {
        integration(true, true, "tracker");
        var group = group('a', GroupState.IN_PROGRESS, null);
        this.tracker.has("T-1", GroupState.IN_PROGRESS, null);
        this.tracker.has("T-2", GroupState.RESOLVED, null);
        link(group, "T-1");
        this.jdbc.sql("update link set dirty_since = null").update();
        this.jdbc.sql("delete from outbox").update();

        link(group, "T-2");

        assertThat(this.queries.list(group.id())).allSatisfy((link) -> assertThat(link.dirty()).isTrue());
        assertThat(this.jdbc.sql("select payload -> 'variables' ->> 'linkId' from outbox").query(String.class).list())
            .containsExactlyElementsOf(
                    Stream.of("T-1", "T-2").map((issue) -> Long.toString(link(group, issue).linkId())).toList());
    }

}
