package io.tracebridge.intake;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import io.tracebridge.TestDatabase;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the intake counts of what it did. */
@SpringBootTest(classes = IntakeApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "tracebridge.intake.max-report=10KB")
class IntakeMetersTest {

    private static final String JSON = "Content-Type: application/json\r\n";

    @LocalServerPort
    private int port;

    @Autowired
    private Projects projects;

    @Autowired
    private MeterRegistry meters;

    private String token;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @BeforeEach
    void freshProject() {
        this.token = this.projects.save("p-" + UUID.randomUUID(), null, Set.of()).submissionToken();
    }

    @Test
    void aReportCountsOnceAndItsRepetitionAsDuplicate() throws Exception {
        var accepted = reports("accepted");
        var duplicate = reports("duplicate");
        var commits = commits();
        var report = IntakeHttpFixture.report(UUID.randomUUID(), "main");

        assertThat(RawHttp.post(this.port, "/acme/" + this.token + "/json", JSON, report).status()).isEqualTo(200);
        assertThat(RawHttp.post(this.port, "/acme/" + this.token + "/json", JSON, report).status()).isEqualTo(200);

        assertThat(reports("accepted")).isEqualTo(accepted + 1);
        assertThat(reports("duplicate")).isEqualTo(duplicate + 1);
        assertThat(commits()).isEqualTo(commits + 2);
        assertThat(this.meters.get("tracebridge.intake.batch.size").summary().totalAmount()).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({ "malformed, /acme/TOKEN/json, {", "invalid-token, /acme/WRONG/json, {}",
            "malformed, /acme/TOKEN/minidump, {}",
            "not-found, /acme/TOKEN/json?object=ffffff&attachment_name=log, {}" })
    void aRefusalCountsByItsReason(String reason, String target, String body) throws Exception {
        var before = refusals(reason);

        RawHttp.post(this.port, target.replace("TOKEN", this.token), JSON, body.getBytes(StandardCharsets.UTF_8));

        assertThat(refusals(reason)).isEqualTo(before + 1);
    }

    @Test
    void whatIsTooLargeCountsAsSuch() throws Exception {
        var before = refusals("too-large");

        RawHttp.post(this.port, "/acme/" + this.token + "/json", JSON, new byte[20_000]);

        assertThat(refusals("too-large")).isEqualTo(before + 1);
    }

    @Test
    void roomThatIsLeftIsTold() {
        assertThat(this.meters.get("tracebridge.intake.queue.size").gauge().value()).isZero();
        assertThat(this.meters.get("tracebridge.intake.queue.free").gauge().value()).isEqualTo(2000);
        assertThat(this.meters.get("tracebridge.intake.memory.free").gauge().value()).isPositive();
    }

    private double reports(String outcome) {
        return this.meters.get(IntakeMeters.REPORTS).tag("outcome", outcome).counter().count();
    }

    private double refusals(String reason) {
        return this.meters.get(IntakeMeters.REFUSALS).tag("reason", reason).counter().count();
    }

    private long commits() {
        return this.meters.get("tracebridge.intake.commit").timer().count();
    }

}
