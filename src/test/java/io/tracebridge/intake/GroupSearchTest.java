package io.tracebridge.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import io.tracebridge.TestDatabase;
import io.tracebridge.project.Attribute;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.report.HeavyHitters;
import io.tracebridge.triage.GroupFilter;
import io.tracebridge.triage.GroupList;
import io.tracebridge.triage.GroupMerge;
import io.tracebridge.triage.GroupSort;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Groups are found by what their reports say, at once. */
@SpringBootTest(classes = IntakeAndTriage.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class GroupSearchTest {

    private static final String A = "aa".repeat(32);

    private static final String B = "bb".repeat(32);

    @Autowired
    private ReportStore store;

    @Autowired
    private GroupMerge merge;

    @Autowired
    private GroupList groups;

    @Autowired
    private Projects projects;

    @Autowired
    private JdbcClient jdbc;

    private Project project;

    private long second;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @BeforeEach
    void aProjectWithAnAttribute() {
        this.project = this.projects.save("p-" + UUID.randomUUID(), null, null);
        this.projects.saveAttribute(this.project.id(), new Attribute("user", Attribute.Type.STRING, ""));
        report(A, "CartError", "Cart.total", "jane");
        report(B, "StockError", "Ledger.book", "tom");
    }

    @Test
    void byAValueFromItsFirstReportOn() {
        assertThat(attribute("user:jane")).containsExactly(A);

        report(B, "StockError", "Ledger.book", "jane");
        assertThat(attribute("user:jane")).containsExactly(B, A);
        assertThat(attribute("user:tom")).containsExactly(B);
        assertThat(attribute("user:t")).isEmpty();
        assertThat(attribute("jane:user")).isEmpty();
    }

    @Test
    void byEachValueThatIsKeptOfAnAttributeWithManyAndByNoneThatIsForgotten() {
        IntStream.range(0, HeavyHitters.MAX_VALUES).forEach((n) -> {
            report(A, "CartError", "Cart.total", "user" + n);
            assertThat(attribute("user:user" + n)).containsExactly(A);
        });
        report(A, "CartError", "Cart.total", "latest");

        var kept = this.jdbc.sql("""
                select jsonb_object_keys(v.counts -> 'user') from group_values v join error_group g on g.id = v.group_id
                where g.fingerprint = ? and g.project_id = ?""")
            .params(A, this.project.id())
            .query(String.class)
            .list();
        assertThat(kept).hasSize(HeavyHitters.MAX_VALUES).contains("latest");
        assertThat(kept).allSatisfy((value) -> assertThat(attribute("user:" + value)).containsExactly(A));
        var known = IntStream.range(0, HeavyHitters.MAX_VALUES).mapToObj((n) -> "user" + n).toList();
        assertThat(known).filteredOn((value) -> !kept.contains(value))
            .isNotEmpty()
            .allSatisfy((value) -> assertThat(attribute("user:" + value)).isEmpty());
    }

    @Test
    void byAValueThatAnOlderProgramStoredWithoutItsKeyOnceAnotherReportComes() {
        this.jdbc.sql("update group_values set keys = '{}'").update();

        report(A, "CartError", "Cart.total", "jane");
        assertThat(attribute("user:jane")).containsExactly(A);
    }

    @ParameterizedTest
    @ValueSource(strings = { "carterror", "CARTERROR cart", "t.tot", "R c" })
    void byAnyPartOfItsClassesAndFramesInAnyCase(String text) {
        assertThat(text(text)).containsExactly(A);
    }

    @ParameterizedTest
    @ValueSource(strings = { "%", "_", "Cart%total", "Cart_total", "\\", "Stock.total" })
    void byNoPattern(String text) {
        assertThat(text(text)).isEmpty();
    }

    @Test
    void bySignsThatPatternsAreMadeOf() {
        report("cc".repeat(32), "100%_sure\\Error", "Main.run", "jane");

        assertThat(text("%_SURE\\")).containsExactly("cc".repeat(32));
    }

    @Test
    void byHowItsLatestReportLookedAndNotByHowItLookedBefore() {
        report(A, "BasketError", "Cart.total", "jane");

        assertThat(text("BasketError")).containsExactly(A);
        assertThat(text("CartError")).isEmpty();
    }

    @Test
    void byTheLatestReportOfAllThatAreMergedIntoItUntilTheyArePartedAgain() {
        this.merge.merge(this.project.id(), A, List.of(B), "user:jane");
        assertThat(text("StockError")).containsExactly(A);
        assertThat(attribute("user:tom")).containsExactly(A);

        this.merge.unmerge(this.project.id(), A, B, "user:jane");
        assertThat(text("StockError")).containsExactly(B);
        assertThat(attribute("user:tom")).containsExactly(B);
    }

    private List<String> text(String text) {
        return find(GroupFilter.of(null, null, null, null, text));
    }

    private List<String> attribute(String attribute) {
        return find(GroupFilter.of(null, null, null, attribute, null));
    }

    private List<String> find(GroupFilter filter) {
        return this.groups.page(this.project.id(), filter, GroupSort.LAST_SEEN, Optional.empty(), 50)
            .entries()
            .stream()
            .map((entry) -> entry.group().fingerprint())
            .toList();
    }

    private void report(String fingerprint, String classifier, String frame, String user) {
        var rxid = UUID.randomUUID();
        var time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(this.second++);
        this.store.store(List.of(new IncomingReport(rxid, this.project.id(), this.project.name(), rxid, fingerprint,
                time, time, 1, List.of(classifier), List.of(frame), Map.of("user", user), new byte[0], List.of())));
    }

}
