package io.tracebridge.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import io.tracebridge.TestDatabase;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.triage.GroupMerge;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is merged, parted and reported, in whatever order: the rows say what a model
 * of a few lines says, in which merging and parting change nothing but who stands for
 * whom.
 */
class MergingTest {

    private static ConfigurableApplicationContext context;

    @BeforeContainer
    static void start() {
        context = new SpringApplicationBuilder(IntakeAndTriage.class).web(WebApplicationType.NONE)
            .properties("spring.main.banner-mode=off", "spring.datasource.username=postgres")
            .run("--spring.datasource.url=" + TestDatabase.fresh().url());
    }

    @AfterContainer
    static void stop() {
        context.close();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void rootsCountTheirFamiliesAndNothingIsEverLost(@ForAll("steps") List<Step> steps) {
        var project = context.getBean(Projects.class).save("p-" + UUID.randomUUID(), null, Set.of());
        var model = new Model();
        for (var step : steps) {
            assertThat(did(step, project)).as("%s in %s", step, model).isEqualTo(model.does(step));
            assertThat(rows(project)).as("after %s", step).isEqualTo(model.rows());
            assertThat(hours(project)).as("after %s", step).isEqualTo(counts(project));
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var name = Arbitraries.integers().between(0, 4).map((n) -> Integer.toString(n).repeat(64));
        var one = Combinators
            .combine(name, Arbitraries.integers().between(1, 3), Arbitraries.integers().between(0, 999))
            .as(One::new);
        Arbitrary<Step> reports = one.list().ofMinSize(1).ofMaxSize(4).map(Reports::new);
        Arbitrary<Step> merge = Combinators.combine(name, name.list().ofMinSize(1).ofMaxSize(2)).as(Merge::new);
        Arbitrary<Step> part = Combinators.combine(name, name).as(Part::new);
        return Arbitraries.oneOf(reports, merge, merge, part).list().ofMinSize(5).ofMaxSize(20);
    }

    private static boolean did(Step step, Project project) {
        return switch (step) {
            case Reports batch -> !context.getBean(ReportStore.class)
                .store(batch.all().stream().map((one) -> one.of(project)).toList())
                .isEmpty();
            case Merge(var target, var others) -> {
                try {
                    yield context.getBean(GroupMerge.class).merge(project.id(), target, others, "user:jane");
                }
                catch (InvalidInputException ex) {
                    yield false;
                }
            }
            case Part(var target, var member) ->
                context.getBean(GroupMerge.class).unmerge(project.id(), target, member, "user:jane");
        };
    }

    private static Map<String, String> rows(Project project) {
        return context.getBean(JdbcClient.class)
            .sql("""
                    select g.fingerprint, r.fingerprint as root, g.report_count, g.first_seen, g.last_seen
                    from error_group g join error_group r on r.id = g.root_id where g.project_id = ?""")
            .param(project.id())
            .query((row, n) -> Map.entry(row.getString("fingerprint"),
                    row(row.getString("root"), row.getLong("report_count"),
                            row.getTimestamp("first_seen").toInstant().getEpochSecond(),
                            row.getTimestamp("last_seen").toInstant().getEpochSecond())))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<String> hours(Project project) {
        return context.getBean(JdbcClient.class).sql("""
                select r.fingerprint || ' ' || sum(o.reports) from error_group g join error_group r on r.id = g.root_id
                join group_occurrence o on o.group_id = g.id where g.project_id = ? group by r.fingerprint
                order by r.fingerprint""").param(project.id()).query(String.class).list();
    }

    private static List<String> counts(Project project) {
        return context.getBean(JdbcClient.class)
            .sql("""
                    select fingerprint || ' ' || report_count from error_group
                    where project_id = ? and merged_into is null order by fingerprint""")
            .param(project.id())
            .query(String.class)
            .list();
    }

    private static String row(String root, long reports, long first, long last) {
        return "%s: %d, %d to %d".formatted(root.charAt(0), reports, first, last);
    }

    sealed interface Step {

    }

    record Reports(List<One> all) implements Step {
    }

    record Merge(String target, List<String> others) implements Step {
    }

    record Part(String target, String member) implements Step {
    }

    record One(String fingerprint, int weight, int second) {

        IncomingReport of(Project project) {
            var rxid = UUID.randomUUID();
            var time = Instant.ofEpochSecond(this.second);
            return new IncomingReport(rxid, project.id(), project.name(), rxid, this.fingerprint, time, time,
                    this.weight, List.of(), List.of(), Map.of(), new byte[0], List.of());
        }

    }

    /** Reports never move; only who stands for whom changes. */
    private static final class Model {

        private final Map<String, List<One>> reports = new TreeMap<>();

        private final Map<String, String> roots = new TreeMap<>();

        boolean does(Step step) {
            return switch (step) {
                case Reports batch -> {
                    batch.all().forEach((one) -> {
                        this.reports.computeIfAbsent(one.fingerprint(), (first) -> new ArrayList<>()).add(one);
                        this.roots.putIfAbsent(one.fingerprint(), one.fingerprint());
                    });
                    yield true;
                }
                case Merge(var target, var others) -> {
                    var possible = isRoot(target) && others.stream()
                        .allMatch((other) -> !other.equals(target) && (isRoot(other)
                                || (this.roots.containsKey(other) && this.roots.get(other).equals(target))));
                    if (possible) {
                        this.roots.replaceAll((name, root) -> others.contains(root) ? target : root);
                    }
                    yield possible;
                }
                case Part(var target, var member) -> !target.equals(member) && this.roots.containsKey(member)
                        && this.roots.replace(member, target, member);
            };
        }

        private boolean isRoot(String name) {
            return name.equals(this.roots.get(name));
        }

        Map<String, String> rows() {
            return this.roots.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, (entry) -> {
                var counted = this.reports.entrySet()
                    .stream()
                    .filter((own) -> own.getKey().equals(entry.getKey())
                            || this.roots.get(own.getKey()).equals(entry.getKey()))
                    .flatMap((own) -> own.getValue().stream())
                    .toList();
                return row(entry.getValue(), counted.stream().mapToLong(One::weight).sum(),
                        counted.stream().mapToLong(One::second).min().orElseThrow(),
                        counted.stream().mapToLong(One::second).max().orElseThrow());
            }));
        }

        @Override
        public String toString() {
            return this.roots.toString();
        }

    }

}
