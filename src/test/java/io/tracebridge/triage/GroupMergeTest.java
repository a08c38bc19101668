package io.tracebridge.triage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One group stands for several, until they are parted. */
@SpringBootTest(classes = { Middle.class, Middle.RealTrackers.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { Middle.ENGINE, Middle.KEY })
class GroupMergeTest {

    private static final String JANE = "user:jane";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    GroupMerge merge;

    @Autowired
    GroupList list;

    @Autowired
    GroupQueries queries;

    @Autowired
    Projects projects;

    @Autowired
    JdbcClient jdbc;

    Project project;

    @BeforeEach
    void threeGroups() {
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from outbox").update();
        this.project = this.projects.save("shop", null, null);
        List.of("a", "b", "c").forEach((name) -> this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, report_count, first_seen, last_seen)
                values (?, ?, 1, now(), now())""").params(this.project.id(), f(name)).update());
    }

    @Test
    void aListShowsRootsAndARootShowsItsMembers() {
        merge("a", "b");

        assertThat(listed(GroupFilter.NONE)).containsExactlyInAnyOrder(f("a"), f("c"));
        assertThat(listed(GroupFilter.of(null, null, null, null, "bbbb"))).containsExactly(f("a"));
        assertThat(detail("a").members()).extracting(GroupQueries.Member::fingerprint).containsExactly(f("b"));
        assertThat(detail("a").group().reports()).isEqualTo(2);
        assertThat(detail("b").mergedInto()).isEqualTo(f("a"));
        assertThat(detail("b").group().reports()).isEqualTo(1);
    }

    @Test
    void membersComeAlongWithTheirRoot() {
        merge("b", "c");
        merge("a", "b");

        assertThat(detail("a").members()).extracting(GroupQueries.Member::fingerprint).containsExactly(f("b"), f("c"));
        assertThat(detail("a").group().reports()).isEqualTo(3);
        assertThat(detail("b").group().reports()).isEqualTo(1);
        assertThat(kinds("c")).containsExactly("merged-into", "merged-into");
    }

    @Test
    void theTargetKeepsItsStateAndTakesTheFirstAssigneeAndAllTags() {
        set("a", "state = 'muted', tags = '{ui}'");
        set("b", "tags = '{ui,crash}'");
        set("c", "assignee = 'jane', state = 'resolved'");

        merge("a", "b", "c");

        var row = detail("a").group();
        assertThat(row.state().id()).isEqualTo("muted");
        assertThat(row.assignee()).isEqualTo("jane");
        assertThat(row.tags()).containsExactly("crash", "ui");
        assertThat(kinds("a")).containsExactly("assignee-changed", "merged");

        this.merge.unmerge(this.project.id(), f("a"), f("c"), JANE);
        assertThat(detail("c").group().state().id()).isEqualTo("resolved");
        assertThat(detail("c").group().assignee()).isEqualTo("jane");
    }

    @Test
    void anAssigneeThatIsThereStays() {
        set("a", "assignee = 'joe'");
        set("b", "assignee = 'jane'");

        merge("a", "b");

        assertThat(detail("a").group().assignee()).isEqualTo("joe");
    }

    @Test
    void anOpenGroupThatGetsAnIssueByMergingIsInProgressUntilItIsParted() {
        var link = link("b");

        merge("a", "b");

        assertThat(detail("a").group().state().id()).isEqualTo("in-progress");
        assertThat(detail("a").links()).hasSize(1);
        assertThat(marks(link)).isEqualTo(1);
        assertThat(messages()).isEqualTo(1);

        assertThat(this.merge.unmerge(this.project.id(), f("a"), f("b"), JANE)).isTrue();
        assertThat(detail("a").group().state().id()).isEqualTo("open");
        assertThat(detail("a").links()).isEmpty();
        assertThat(detail("b").links()).hasSize(1);
        assertThat(detail("b").mergedInto()).isNull();
        assertThat(marks(link)).isEqualTo(2);
        assertThat(messages()).isEqualTo(2);
        assertThat(kinds("a")).containsExactly("state-changed", "unmerged", "state-changed", "merged");
        assertThat(kinds("b")).containsExactly("unmerged-from", "merged-into");
    }

    @Test
    void whatIsMergedAlreadyStaysSoAndNothingHappens() {
        merge("a", "b");

        merge("a", "b", "b");

        assertThat(detail("a").group().reports()).isEqualTo(2);
        assertThat(kinds("a")).containsExactly("merged");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a | b,a     | fingerprints[1] | this group itself
            a | b,d     | fingerprints[1] | no group of this project
            a | b,B     | fingerprints[1] | 64 digits
            b | a       | fingerprint     | merge into that group instead
            a | x       | fingerprints[0] | part it from that group first
            a | -       | fingerprints    | 1 to 100
            """)
    void whatCannotBeMergedIsRefusedWholeAndSaysWhy(String target, String others, String field, String why) {
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, merged_into, first_seen, last_seen)
                select project_id, ?, id, now(), now() from error_group where fingerprint = ?""")
            .params(f("e"), f("c"))
            .update();
        if ("b".equals(target)) {
            merge("c", "b");
        }
        var names = "-".equals(others) ? List.<String>of()
                : Arrays.stream(others.split(",")).map((name) -> f("x".equals(name) ? "e" : name)).toList();

        assertThatThrownBy(() -> this.merge.merge(this.project.id(), f(target), names, JANE))
            .isInstanceOfSatisfying(InvalidInputException.class, (ex) -> assertThat(ex.field()).isEqualTo(field))
            .hasMessageContaining(why);
        assertThat(detail("a").members()).isEmpty();
    }

    @Test
    void atMostAHundredAreMergedAtOnce() {
        var many = IntStream.range(0, 101).mapToObj((n) -> "%064x".formatted(n)).toList();

        assertThatThrownBy(() -> this.merge.merge(this.project.id(), f("a"), many, JANE))
            .hasMessageContaining("1 to 100");
    }

    private void merge(String target, String... others) {
        assertThat(this.merge.merge(this.project.id(), f(target), Arrays.stream(others).map(GroupMergeTest::f).toList(),
                JANE))
            .isTrue();
    }

    private static String f(String name) {
        return name.repeat(64);
    }

    private List<String> listed(GroupFilter filter) {
        return this.list.page(this.project.id(), filter, GroupSort.LAST_SEEN, Optional.empty(), 10)
            .entries()
            .stream()
            .map((entry) -> entry.group().fingerprint())
            .toList();
    }

    private GroupQueries.Detail detail(String name) {
        return this.queries.find(this.project.id(), f(name)).orElseThrow();
    }

    private List<String> kinds(String name) {
        return detail(name).activity().stream().map(Activities.Activity::kind).toList();
    }

    private void set(String name, String assignments) {
        this.jdbc.sql("update error_group set " + assignments + " where fingerprint = ?").param(f(name)).update();
    }

    private long messages() {
        return this.jdbc.sql("select count(*) from outbox where payload::text like '%link-changed%'")
            .query(Long.class)
            .single();
    }

    private long marks(long link) {
        return this.jdbc.sql("select dirty_serial from link where id = ?").param(link).query(Long.class).single();
    }

    private long link(String name) {
        return this.jdbc
            .sql("""
                    with i as (insert into integration (project_id, name, tracker) values (?, 'sandbox', 'sandbox') returning id)
                    insert into link (integration_id, group_id, scope, marker, state, issue_id)
                    select i.id, g.id, 'group', ?, 'linked', '7' from i, error_group g where g.fingerprint = ? returning id""")
            .params(this.project.id(), UUID.randomUUID().toString(), f(name))
            .query(Long.class)
            .single();
    }

}
