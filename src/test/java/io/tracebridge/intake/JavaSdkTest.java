package io.tracebridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import backtrace.io.BacktraceClient;
import backtrace.io.BacktraceConfig;
import backtrace.io.data.BacktraceReport;
import backtrace.io.http.BacktraceResult;
import backtrace.io.http.BacktraceResultStatus;
import io.tracebridge.TestDatabase;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The real Java SDK, unchanged, against the real edge. */
@SpringBootTest(classes = IntakeApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class JavaSdkTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @LocalServerPort
    private int port;

    @Autowired
    private Projects projects;

    @Autowired
    private JdbcClient jdbc;

    private Project project;

    @BeforeEach
    void project() {
        this.project = this.projects.save("shop-" + UUID.randomUUID(), null, Set.of());
    }

    @Test
    void storesAnExceptionSentToTheUrlWithTokenAndFormat() throws Exception {
        var result = send(new BacktraceConfig(url("/acme/" + this.project.submissionToken() + "/json")),
                new IllegalStateException("total is missing"), Map.of("buildType", "stable"), List.of());

        assertThat(result.getStatus()).isEqualTo(BacktraceResultStatus.Ok);
        var stored = stored(result.getRxId());
        assertThat(stored).containsEntry("application", "shop").containsEntry("build_type", "stable");
        assertThat((String) stored.get("classifiers")).contains("java.lang.IllegalStateException");
        assertThat((String) stored.get("frames")).contains("JavaSdkTest.storesAnException");
    }

    @Test
    void storesAnExceptionSentToAnEndpointAndTokenOfTheirOwn() throws Exception {
        var result = send(new BacktraceConfig(url("/"), this.project.submissionToken()), new IOException("disk full"),
                Map.of(), List.of());

        assertThat(result.getStatus()).isEqualTo(BacktraceResultStatus.Ok);
        assertThat(stored(result.getRxId())).isNotNull();
    }

    @Test
    void storesAttachmentsWhoseContentTypeIsTheWordNull(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("server.log"), "42 lines of log");

        var result = send(new BacktraceConfig(url("/acme/" + this.project.submissionToken() + "/json")),
                new IOException("with a log"), Map.of(), List.of(file.toString()));

        assertThat(result.getStatus()).isEqualTo(BacktraceResultStatus.Ok);
        assertThat(this.jdbc
            .sql("""
                    select a.name || ': ' || convert_from(a.content, 'UTF8') from attachment a join report r on r.id = a.report_id
                    where r.rxid = ?""")
            .param(UUID.fromString(result.getRxId()))
            .query(String.class)
            .single()).isEqualTo("server.log: 42 lines of log");
    }

    @Test
    void isToldThatItsTokenIsWrong() throws Exception {
        var result = send(new BacktraceConfig(url("/acme/" + "0".repeat(64) + "/json")), new IOException("lost"),
                Map.of(), List.of());

        assertThat(result.getStatus()).isNotEqualTo(BacktraceResultStatus.Ok);
        assertThat(this.jdbc.sql("select count(*) from report where project_id = ?")
            .param(this.project.id())
            .query(Long.class)
            .single()).isZero();
    }

    private BacktraceResult send(BacktraceConfig config, Exception error, Map<String, Object> attributes,
            List<String> attachments) throws Exception {
        config.disableDatabase();
        var client = new BacktraceClient(config);
        client.setApplicationName("shop");
        client.setApplicationVersion("1.2.3");
        var answered = new CompletableFuture<BacktraceResult>();
        client.send(new BacktraceReport(error, new HashMap<>(attributes), new ArrayList<>(attachments)),
                answered::complete);
        try {
            return answered.get(30, TimeUnit.SECONDS);
        }
        finally {
            client.close();
        }
    }

    private Map<String, Object> stored(String rxid) {
        return this.jdbc.sql("""
                select attributes ->> 'application' as application, attributes ->> 'buildType' as build_type,
                  classifiers::text as classifiers, frames::text as frames from report where rxid = ?""")
            .param(UUID.fromString(rxid))
            .query()
            .singleRow();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + this.port + path;
    }

}
