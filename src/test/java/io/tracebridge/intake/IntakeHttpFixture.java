package io.tracebridge.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

import io.tracebridge.TestDatabase;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The edge through a real Tomcat, down to rows in a real PostgreSQL. */
@SpringBootTest(classes = IntakeApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "tracebridge.intake.max-report=100KB", "tracebridge.intake.max-attachments=50KB",
                "tracebridge.intake.max-drain=8MB" })
abstract class IntakeHttpFixture {

    static final String JSON = "Content-Type: application/json\r\n";

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @LocalServerPort
    int port;

    @Autowired
    Projects projects;

    @Autowired
    JdbcClient jdbc;

    Project project;

    String token;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @BeforeEach
    void freshProject() {
        this.project = this.projects.save("p-" + UUID.randomUUID(), null, Set.of("secretToken"));
        this.token = this.project.submissionToken();
    }

    RawHttp.Answer post(String target, String headers, byte[] body) throws IOException {
        return RawHttp.post(this.port, target, headers, body);
    }

    static byte[] report(UUID uuid, String function) {
        return bytes("""
                {"uuid":"%s","timestamp":1767225600,"lang":"java","mainThread":"main","classifiers":["java.lang.Error"],
                 "threads":{"main":{"name":"main","fault":true,"stack":[{"funcName":"com.acme.Shop.%s","line":1}]}},
                 "attributes":{"application":"shop"}}""".formatted(uuid, function));
    }

    static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}
