package io.tracebridge.workflow;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;

import io.camunda.client.CamundaClient;
import io.camunda.client.CredentialsProvider;
import io.camunda.client.impl.NoopCredentialsProvider;
import io.camunda.client.impl.basicauth.BasicAuthCredentialsProvider;
import io.camunda.client.spring.configuration.CamundaAutoConfiguration;
import io.tracebridge.outbox.EngineProbe;
import io.tracebridge.integration.Integrations;
import io.tracebridge.outbox.OutboxQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/** The settings of docs/camunda-cluster.md do what that page says. */
@ExtendWith(OutputCaptureExtension.class)
class CamundaClusterTest {

    @TempDir
    Path directory;

    private GuardedCluster cluster;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException, InterruptedException {
        this.cluster = new GuardedCluster(this.directory);
    }

    @AfterEach
    void stop() {
        this.cluster.close();
    }

    @Test
    void oneTokenIsFetchedAndShownWithEachCallAndNothingOfItIsLogged(CapturedOutput output) throws IOException {
        try (var tracebridge = run(EnginesSide.class, guarded(GuardedCluster.SECRET))) {
            await().until(tracebridge.getBean(ProcessDeployer.class)::isDeployed);
            assertThat(tracebridge.getBean("processesHealthIndicator", HealthIndicator.class).health().getStatus())
                .isEqualTo(Status.UP);
            assertThat(tracebridge.getBean(EngineProbe.class).trouble()).isEmpty();
            assertThat(tracebridge.getBean(EngineProbe.class).trouble()).isEmpty();
        }
        assertThat(this.cluster.tokenRequests()).containsExactly(Map.of("grant_type", "client_credentials", "client_id",
                "tracebridge", "client_secret", GuardedCluster.SECRET, "audience", "zeebe", "scope", "engine"));
        assertThat(this.cluster.shown()).hasSizeGreaterThanOrEqualTo(3).containsOnly("Bearer token-1");
        assertThat(output).contains("The engine knows our processes").doesNotContain(GuardedCluster.SECRET, "token-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache()))).isEqualTo("rw-------");
        assertThat(cache()).content().contains("token-1").doesNotContain(GuardedCluster.SECRET);
    }

    @Test
    void aTokenThatIsNoLongerGoodIsReplaced() {
        try (var tracebridge = run(EnginesSide.class, guarded(GuardedCluster.SECRET))) {
            await().until(tracebridge.getBean(ProcessDeployer.class)::isDeployed);
            this.cluster.revoke();

            assertThat(tracebridge.getBean(EngineProbe.class).trouble()).isEmpty();
        }
        assertThat(this.cluster.tokenRequests()).hasSize(2);
        assertThat(this.cluster.shown()).endsWith("Bearer token-1", "Bearer token-2");
    }

    @Test
    void aTokenMayBeKeptInMemoryAlone() {
        var settings = Stream.concat(guarded(GuardedCluster.SECRET),
                Stream.of("CAMUNDA_CLIENT_AUTH_CREDENTIALSCACHEPATH=/dev/null"));
        try (var tracebridge = run(EnginesSide.class, settings)) {
            await().until(tracebridge.getBean(ProcessDeployer.class)::isDeployed);
            assertThat(tracebridge.getBean(EngineProbe.class).trouble()).isEmpty();
        }
        assertThat(this.cluster.tokenRequests()).hasSize(1);
        assertThat(cache()).doesNotExist();
    }

    @Test
    void aSecretThatIsRefusedKeepsTracebridgeFromBeingReadyAndIsNotLogged(CapturedOutput output) {
        try (var tracebridge = run(EnginesSide.class, guarded("wr0ng-secret"))) {
            await().until(() -> this.cluster.tokenRequests().size() > 1);
            assertThat(tracebridge.getBean(EngineProbe.class).trouble()).isPresent();
            assertThat(tracebridge.getBean("processesHealthIndicator", HealthIndicator.class).health().getStatus())
                .isEqualTo(Status.DOWN);
        }
        assertThat(output).contains("The engine does not know our processes yet").doesNotContain("wr0ng-secret");
    }

    @Test
    void camundaSaasNeedsTheClusterTheRegionAndTheClientOnly() {
        try (var client = run(ClientAlone.class,
                Stream.of("CAMUNDA_CLIENT_CLOUD_CLUSTERID=1a2b", "CAMUNDA_CLIENT_CLOUD_REGION=syd-1",
                        "CAMUNDA_CLIENT_AUTH_CLIENTID=tracebridge", "CAMUNDA_CLIENT_AUTH_CLIENTSECRET=secret"))) {
            var configuration = client.getBean(CamundaClient.class).getConfiguration();
            assertThat(configuration.getGrpcAddress()).isEqualTo(URI.create("https://1a2b.syd-1.zeebe.camunda.io:443"));
            assertThat(configuration.getRestAddress()).isEqualTo(URI.create("https://syd-1.zeebe.camunda.io:443/1a2b"));
            assertThat(client.getEnvironment().getProperty("camunda.client.auth.token-url"))
                .isEqualTo("https://login.cloud.camunda.io/oauth/token");
            assertThat(client.getEnvironment().getProperty("camunda.client.auth.audience"))
                .isEqualTo("zeebe.camunda.io");
        }
    }

    @Test
    void aClusterWithoutAuthenticationNeedsItsAddressesOnly() {
        try (var client = run(ClientAlone.class, Stream.of("CAMUNDA_CLIENT_GRPCADDRESS=http://zeebe.example:26500"))) {
            var configuration = client.getBean(CamundaClient.class).getConfiguration();
            assertThat(configuration.getGrpcAddress()).isEqualTo(URI.create("http://zeebe.example:26500"));
            assertThat(client.getBean(CredentialsProvider.class)).isInstanceOf(NoopCredentialsProvider.class);
        }
    }

    @Test
    void nameAndPasswordMakeBasicAuthentication() {
        try (var client = run(ClientAlone.class, Stream.of("CAMUNDA_CLIENT_GRPCADDRESS=https://zeebe.example:26500",
                "CAMUNDA_CLIENT_AUTH_USERNAME=tracebridge", "CAMUNDA_CLIENT_AUTH_PASSWORD=secret"))) {
            assertThat(client.getBean(CredentialsProvider.class)).isInstanceOf(BasicAuthCredentialsProvider.class);
        }
    }

    private Stream<String> guarded(String secret) {
        return Stream.of("CAMUNDA_CLIENT_GRPCADDRESS=" + this.cluster.address(),
                "CAMUNDA_CLIENT_CACERTIFICATEPATH=" + this.cluster.certificate(),
                "CAMUNDA_CLIENT_AUTH_TOKENURL=" + this.cluster.tokenUrl(),
                "CAMUNDA_CLIENT_AUTH_TRUSTSTOREPATH=" + this.cluster.trustStore(),
                "CAMUNDA_CLIENT_AUTH_TRUSTSTOREPASSWORD=" + GuardedCluster.PASSWORD,
                "CAMUNDA_CLIENT_AUTH_CLIENTID=tracebridge", "CAMUNDA_CLIENT_AUTH_CLIENTSECRET=" + secret,
                "CAMUNDA_CLIENT_AUTH_AUDIENCE=zeebe", "CAMUNDA_CLIENT_AUTH_SCOPE=engine");
    }

    private Path cache() {
        return this.directory.resolve("data/camunda-token");
    }

    /** Variables as an operator sets them, over what the program ships. */
    private ConfigurableApplicationContext run(Class<?> side, Stream<String> variables) {
        var environment = new PlayedVariables(Stream.concat(variables,
                Stream.of("TRACEBRIDGE_DATA=" + this.directory.resolve("data"), "TRACEBRIDGE_PLATFORM_ENABLED=false",
                        "LOGGING_LEVEL_IO_CAMUNDA=debug", "SPRING_MAIN_BANNERMODE=off")));
        return new SpringApplicationBuilder(side).web(WebApplicationType.NONE).environment(environment).run();
    }

    /** Deliberately without a stereotype, so that no scan finds it. */
    @ImportAutoConfiguration({ JacksonAutoConfiguration.class, MetricsAutoConfiguration.class,
            SimpleMetricsExportAutoConfiguration.class, CamundaAutoConfiguration.class })
    static class ClientAlone {

    }

    /** Deliberately without a stereotype, so that no scan finds it. */
    @Import({ ClientAlone.class, WorkflowConfiguration.class })
    static class EnginesSide {

        @Bean
        OutboxQueue outboxQueue() {
            return mock();
        }

        @Bean
        Integrations integrations() {
            return mock();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

    }

}
