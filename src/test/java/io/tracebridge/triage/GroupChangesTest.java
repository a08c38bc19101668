package io.tracebridge.triage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.report.Version;
import io.tracebridge.sync.GroupState;
import io.tracebridge.triage.Activities.Activity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What people change of groups, with everything that is written down about it. */
@SpringBootTest(classes = { Middle.class, Middle.RealTrackers.class, GroupChangesTest.Followed.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { Middle.ENGINE, Middle.KEY })
class GroupChangesTest {

    private static final String JANE = "user:jane";

    private static final Until NEXT = new Until.VersionGreater("version", Version.of("1.4").orElseThrow());

    private static final Until LATER = new Until.SeenAfter(Instant.parse("2026-01-01T00:00:00Z"));

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    GroupChanges changes;

    @Autowired
    LinkedGroups links;

    @Autowired
    Standings standings;

    @Autowired
    Activities activities;

    @Autowired
    Projects projects;

    @Autowired
    Followed followed;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    Project project;

    long group;

    @BeforeEach
    void aGroup() {
        this.jdbc.sql("delete from project").update();
        this.project = this.projects.save("shop", null, null);
        this.group = group(1);
        this.followed.groups.clear();
    }

    @Test
    void resolvingUntilANewerVersionKeepsTheConditionAndTheReason() {
        change(new Wish().state(GroupState.RESOLVED).until(NEXT, LATER).why("  fixed in 1.4 "));

        assertThat(standing())
            .isEqualTo(new Standing(GroupState.RESOLVED, List.of(NEXT, LATER), Optional.empty(), List.of(), false));
        assertThat(activity()).singleElement().satisfies((one) -> {
            assertThat(one.actor()).isEqualTo(JANE);
            assertThat(one.kind()).isEqualTo("state-changed");
            assertThat(one.before()).isEqualTo(Map.of("state", "open"));
            assertThat(one.after())
                .isEqualTo(Map.of("state", "resolved", "until", UntilJson.plain(List.of(NEXT, LATER))));
            assertThat(one.cause()).isEqualTo(Map.of("why", "fixed in 1.4"));
        });
        assertThat(this.followed.groups).containsExactly(this.group);
    }

    @Test
    void settingAStateEndsItsConditionsUnlessTheyAreGiven() {
        change(new Wish().state(GroupState.MUTED).until(NEXT));
        change(new Wish().state(GroupState.MUTED));
        assertThat(standing().until()).isEmpty();

        change(new Wish().until(LATER));
        assertThat(standing().until()).containsExactly(LATER);
        change(new Wish().state(GroupState.OPEN));

        assertThat(standing().until()).isEmpty();
        assertThat(activity()).extracting(Activity::kind)
            .containsExactly("state-changed", "until-changed", "until-changed", "state-changed");
        assertThat(this.followed.groups).as("conditions concern no tracker").hasSize(2);
    }

    @Test
    void conditionsAreForClosedGroupsAndDefinedAttributesOnly() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> change(new Wish().until(LATER)))
            .withMessageContaining("resolved and muted groups only")
            .satisfies((ex) -> assertThat(ex.field()).isEqualTo("until"));
        assertThatExceptionOfType(InvalidInputException.class)
            .isThrownBy(() -> new Wish().state(GroupState.OPEN).until(LATER).change())
            .withMessageContaining("resolved and muted groups only");
        var undefined = new Until.VersionAtLeast("buildNumber", Version.of("7").orElseThrow());
        assertThatExceptionOfType(InvalidInputException.class)
            .isThrownBy(() -> change(new Wish().state(GroupState.MUTED).until(NEXT, new Until.All(List.of(undefined)))))
            .withMessageContaining("\"buildNumber\"")
            .withMessageContaining("define it first")
            .satisfies((ex) -> assertThat(ex.field()).isEqualTo("until[1]"));
        assertThat(activity()).isEmpty();

        change(new Wish().until());
        assertThat(activity()).isEmpty();
    }

    @Test
    void assigningMovesTheGroupAndBothAreWrittenDownAndFollowedOnce() {
        change(new Wish().assignee(" jane "));

        assertThat(standing().assignee()).contains("jane");
        assertThat(standing().state()).isEqualTo(GroupState.IN_PROGRESS);
        assertThat(activity()).extracting(Activity::kind).containsExactly("assignee-changed", "state-changed");
        assertThat(this.followed.groups).containsExactly(this.group);

        change(new Wish().assignee(""));
        assertThat(standing().assignee()).isEmpty();
        assertThat(standing().state()).isEqualTo(GroupState.OPEN);
    }

    @Test
    void aStateByNameWinsOverTheMoveThatTheAssigneeBrings() {
        change(new Wish().assignee("jane").state(GroupState.OPEN));

        assertThat(standing().state()).isEqualTo(GroupState.OPEN);
        assertThat(activity()).extracting(Activity::kind).containsExactly("assignee-changed");
    }

    @Test
    void aGroupWithAnIssueStaysInProgressWhenItsAssigneeLeaves() {
        link(this.group);
        change(new Wish().assignee("jane"));
        change(new Wish().assignee(""));

        assertThat(standing().state()).isEqualTo(GroupState.IN_PROGRESS);
    }

    @Test
    void nothingIsWrittenWhenNothingChanges() {
        change(new Wish().assignee("jane").tags("a", "b").state(GroupState.MUTED).until(NEXT));
        var before = activity();
        var stamp = stamp();
        this.followed.groups.clear();

        change(new Wish().assignee("jane"));
        change(new Wish().tags("b", "a"));
        change(new Wish().state(GroupState.MUTED).until(NEXT).why("again"));
        change(new Wish());

        assertThat(activity()).isEqualTo(before);
        assertThat(stamp()).isEqualTo(stamp);
        assertThat(this.followed.groups).isEmpty();
    }

    @Test
    void tagsAreReplacedAddedAndRemoved() {
        change(new Wish().tags("b", "a", "b"));
        assertThat(standing().tags()).containsExactly("b", "a");

        change(new Wish().tagChange(new TagChange(Optional.empty(), List.of("c", "a"), List.of("b", "z"))));
        assertThat(standing().tags()).containsExactly("a", "c");
        assertThat(activity().getLast().before()).isEqualTo(Map.of("tags", List.of("b", "a")));
        assertThat(activity().getLast().after()).isEqualTo(Map.of("tags", List.of("a", "c")));
        assertThat(this.followed.groups).as("tags concern no tracker").isEmpty();

        change(new Wish().tags(IntStream.range(0, 50).mapToObj(Integer::toString).toArray(String[]::new)));
        assertThatExceptionOfType(InvalidInputException.class)
            .isThrownBy(() -> change(new Wish().tagChange(new TagChange(Optional.empty(), List.of("50"), List.of()))))
            .withMessageContaining("at most 50");
        change(new Wish().tagChange(new TagChange(Optional.empty(), List.of("50"), List.of("0"))));
        assertThat(standing().tags()).hasSize(50).contains("50").doesNotContain("0");
    }

    @Test
    void oneGroupThatCannotBeChangedDoesNotKeepTheOthersFromIt() {
        var merged = group(2);
        group(3);
        this.jdbc.sql("update error_group set merged_into = ? where id = ?").params(this.group, merged).update();

        var results = this.changes.change(this.project.id(),
                List.of(fingerprint(2), "x", fingerprint(9), fingerprint(3), fingerprint(3), fingerprint(1)),
                new Wish().state(GroupState.RESOLVED).change(), JANE);

        assertThat(results).extracting(GroupChanges.Result::fingerprint)
            .containsExactly(fingerprint(2), "x", fingerprint(9), fingerprint(3), fingerprint(1));
        assertThat(results.get(0).error().orElseThrow()).contains("merged into " + fingerprint(1));
        assertThat(results.get(1).error().orElseThrow()).contains("64 hex digits");
        assertThat(results.get(2).error().orElseThrow()).contains("no group in this project");
        assertThat(results.subList(3, 5)).allSatisfy((result) -> assertThat(result.error()).isEmpty());
        assertThat(this.jdbc.sql("select fingerprint from error_group where state = 'resolved' order by 1")
            .query(String.class)
            .list()).containsExactly(fingerprint(1), fingerprint(3));
    }

    @Test
    void aGroupWhoseChangeFailsIsLeftWhole() {
        group(2);
        this.followed.failing = this.group;

        var results = this.changes.change(this.project.id(), List.of(fingerprint(1), fingerprint(2)),
                new Wish().state(GroupState.RESOLVED).change(), JANE);

        this.followed.failing = 0;
        assertThat(results.get(0).error().orElseThrow()).contains("try it again");
        assertThat(results.get(1).error()).isEmpty();
        assertThat(standing().state()).isEqualTo(GroupState.OPEN);
        assertThat(activity()).isEmpty();
    }

    @Test
    void fiveHundredGroupsAreTheMost() {
        var change = new Wish().state(GroupState.RESOLVED).change();
        var many = IntStream.range(0, 501).mapToObj(GroupChangesTest::fingerprint).toList();

        assertThat(this.changes.change(this.project.id(), many.subList(0, 500), change, JANE)).hasSize(500);
        for (var wrong : List.of(many, List.<String>of())) {
            assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> this.changes.change(this.project.id(), wrong, change, JANE))
                .withMessageContaining("1 to 500");
        }
    }

    @Test
    void whatALinkedIssueChangesLandsInTheRoot() {
        var merged = group(2);
        this.jdbc.sql("update error_group set merged_into = ? where id = ?").params(this.group, merged).update();

        this.transaction.executeWithoutResult((status) -> this.links.linked(merged, "process", Map.of()));
        assertThat(standing().state()).isEqualTo(GroupState.IN_PROGRESS);
        this.transaction.executeWithoutResult((status) -> this.links.unlinked(merged, "process", Map.of()));
        assertThat(standing().state()).isEqualTo(GroupState.OPEN);
        this.transaction.executeWithoutResult((status) -> {
            this.links.adoptState(merged, GroupState.MUTED, "tracker", Map.of());
            this.links.adoptAssignee(merged, Optional.of("joe"), "tracker", Map.of());
        });

        assertThat(standing())
            .isEqualTo(new Standing(GroupState.MUTED, List.of(), Optional.of("joe"), List.of(), false));
        assertThat(this.followed.groups).containsOnly(this.group);
        assertThat(this.activities.list(merged, 9)).isEmpty();
    }

    private void change(Wish wish) {
        this.changes.change(this.project.id(), fingerprint(1), wish.change(), JANE);
    }

    private Standing standing() {
        return this.transaction.execute((status) -> this.standings.hold(this.group)).standing();
    }

    /** Oldest first. */
    private List<Activity> activity() {
        return this.activities.list(this.group, 100).reversed();
    }

    private String stamp() {
        return this.jdbc.sql("select concat(state_changed_at, ' ', assignee_changed_at) from error_group where id = ?")
            .param(this.group)
            .query(String.class)
            .single();
    }

    private long group(int number) {
        return this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen) values (?, ?, now(), now())
                returning id""").params(this.project.id(), fingerprint(number)).query(Long.class).single();
    }

    private void link(long groupId) {
        this.jdbc
            .sql("""
                    with i as (insert into integration (project_id, name, tracker) values (?, 'sandbox', 'sandbox') returning id)
                    insert into link (integration_id, group_id, scope, marker, state, issue_id)
                    select id, ?, 'group', 'marker', 'linked', '1' from i""")
            .params(this.project.id(), groupId)
            .update();
    }

    private static String fingerprint(int number) {
        return "%064x".formatted(number);
    }

    /** A change, part by part. */
    private static final class Wish {

        private Optional<GroupState> state = Optional.empty();

        private Optional<List<Until>> until = Optional.empty();

        private Optional<String> assignee = Optional.empty();

        private TagChange tags = TagChange.NONE;

        private Optional<String> why = Optional.empty();

        Wish state(GroupState state) {
            this.state = Optional.of(state);
            return this;
        }

        Wish until(Until... conditions) {
            this.until = Optional.of(List.of(conditions));
            return this;
        }

        Wish assignee(String name) {
            this.assignee = Optional.of(name);
            return this;
        }

        Wish tags(String... tags) {
            return tagChange(new TagChange(Optional.of(List.of(tags)), List.of(), List.of()));
        }

        Wish tagChange(TagChange tags) {
            this.tags = tags;
            return this;
        }

        Wish why(String why) {
            this.why = Optional.of(why);
            return this;
        }

        GroupChange change() {
            return new GroupChange(this.state, this.until, this.assignee, this.tags, this.why);
        }

    }

    /** Remembers which groups it was told of. */
    static class Followed implements GroupFollower {

        final List<Long> groups = new CopyOnWriteArrayList<>();

        volatile long failing;

        @Override
        public void changed(Collection<Long> groupIds) {
            if (groupIds.contains(this.failing)) {
                throw new CannotAcquireLockException("for the test");
            }
            this.groups.addAll(groupIds);
        }

    }

}
