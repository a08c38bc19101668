package io.tracebridge.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.tracebridge.TestDatabase;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Many senders, two copies of the application, one database. */
class CommitTest {

    private static final String JSON = "Content-Type: application/json\r\n";

    private static final List<ServletWebServerApplicationContext> COPIES = new ArrayList<>();

    private final JdbcClient jdbc = COPIES.getFirst().getBean(JdbcClient.class);

    private Project project;

    @BeforeAll
    static void startTwoCopies() {
        var database = TestDatabase.fresh();
        for (int i = 0; i < 2; i++) {
            COPIES.add((ServletWebServerApplicationContext) new SpringApplicationBuilder(IntakeApp.class).run(
                    "--server.port=0", "--spring.datasource.url=" + database.url(), "--tracebridge.intake.committers=2",
                    "--tracebridge.intake.batch=64"));
        }
    }

    @AfterAll
    static void stop() {
        COPIES.forEach(ServletWebServerApplicationContext::close);
    }

    @BeforeEach
    void freshProject() {
        this.project = COPIES.getFirst().getBean(Projects.class).save("p-" + UUID.randomUUID(), null, Set.of());
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void countsExactlyWhateverComesTogether(int copies) throws Exception {
        // 2,000 submissions of 1,500 reports to 7 groups, in an order of their own.
        var uuids = IntStream.range(0, 1500).mapToObj((n) -> new UUID(copies, n)).toList();
        var submissions = new ArrayList<>(uuids);
        submissions.addAll(uuids.subList(0, 500));
        Collections.shuffle(submissions, new Random(42));

        var answers = new ArrayList<RawHttp.Answer>();
        try (var senders = Executors.newFixedThreadPool(16)) {
            var calls = IntStream.range(0, submissions.size()).mapToObj((n) -> (Callable<RawHttp.Answer>) () -> {
                var uuid = submissions.get(n);
                return send(n % copies, IntakeHttpFixture.report(uuid, "f" + uuid.getLeastSignificantBits() % 7));
            }).toList();
            for (var answer : senders.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).extracting(RawHttp.Answer::status).containsOnly(200);
        var rxids = new HashSet<>(answers.stream().map((answer) -> answer.json().get("_rxid")).toList());
        assertThat(rxids).hasSize(1500);
        assertThat(answers.stream().filter((answer) -> answer.json().get("unique").equals(true)).count()).isEqualTo(7);
        assertThat(numbers("select count(*) from report where project_id = ?")).containsExactly(1500L);
        assertThat(numbers("select report_count from error_group where project_id = ? order by id")).hasSize(7)
            .isEqualTo(numbers("""
                    select count(*) from report r join error_group g on g.id = r.group_id where g.project_id = ?
                    group by g.id order by g.id"""))
            .isEqualTo(numbers("""
                    select (v.counts -> 'application' ->> 'shop')::bigint from group_values v
                    join error_group g on g.id = v.group_id where g.project_id = ? order by g.id"""));
    }

    @Test
    void storesNothingWhenTheTransactionFails() throws IOException {
        this.jdbc.sql("alter table group_values add constraint broken check (counts = '{}') not valid").update();
        try {
            var answer = send(0, IntakeHttpFixture.report(UUID.randomUUID(), "main"));

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.error("message")).isEqualTo("the report could not be stored");
        }
        finally {
            this.jdbc.sql("alter table group_values drop constraint broken").update();
        }
        assertThat(numbers("select count(*) from report where project_id = ?")).containsExactly(0L);
        assertThat(numbers("select count(*) from error_group where project_id = ?")).containsExactly(0L);
        assertThat(send(0, IntakeHttpFixture.report(UUID.randomUUID(), "main")).status()).isEqualTo(200);
    }

    private RawHttp.Answer send(int copy, byte[] report) throws IOException {
        return RawHttp.post(COPIES.get(copy).getWebServer().getPort(),
                "/acme/" + this.project.submissionToken() + "/json?_mod_sync=1", JSON, report);
    }

    private List<Long> numbers(String sql) {
        return this.jdbc.sql(sql).param(this.project.id()).query(Long.class).list();
    }

}
