package io.tracebridge.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.camunda.client.spring.properties.CamundaClientPropertiesPostProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlatformPlanTest {

    static Stream<Arguments> environments() {
        return Stream.of(Arguments.of(Map.of(), true, true),
                Arguments.of(Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://db/x"), false, true),
                Arguments.of(Map.of("SPRING_DATASOURCE_URL", " "), true, true),
                Arguments.of(Map.of("CAMUNDA_CLIENT_GRPCADDRESS", "http://engine:26500"), true, false),
                Arguments.of(Map.of("CAMUNDA_CLIENT_GRPC_ADDRESS", "http://engine:26500"), true, false),
                Arguments.of(Map.of("CAMUNDA_CLIENT_ZEEBE_GRPCADDRESS", "http://engine:26500"), true, false),
                Arguments.of(Map.of("CAMUNDA_CLIENT_RESTADDRESS", "http://engine:8080"), true, true),
                Arguments.of(Map.of("CAMUNDA_CLIENT_MODE", "saas", "CAMUNDA_CLIENT_CLOUD_CLUSTERID", "c"), true, false),
                Arguments.of(Map.of("CAMUNDA_CLIENT_ENABLED", "false"), true, false),
                Arguments.of(
                        Map.of("SPRING_DATASOURCE_URL", "jdbc:x", "CAMUNDA_CLIENT_GRPCADDRESS", "http://engine:26500"),
                        false, false),
                Arguments.of(Map.of("TRACEBRIDGE_PLATFORM_ENABLED", "false"), false, false));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void startsWhatIsNotConfigured(Map<String, Object> variables, boolean database, boolean engine) {
        PlatformPlan plan = plan(variables);

        assertThat(plan.database()).as("starts the database").isEqualTo(database);
        assertThat(plan.engine()).as("starts the engine").isEqualTo(engine);
    }

    @Test
    void keepsItsDataInTheWorkingDirectoryUnlessToldOtherwise() {
        assertThat(plan(Map.of()).data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(plan(Map.of("TRACEBRIDGE_DATA", "/srv/x/../tracebridge")).data())
            .isEqualTo(Path.of("/srv/tracebridge").toAbsolutePath());
    }

    @Test
    void hasDefaultsForAllSettings() {
        PlatformProperties properties = plan(Map.of()).properties();

        assertThat(properties.engineHeap()).isEqualTo("512m");
        assertThat(properties.startTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(properties.engineGrpc().fixed()).isNull();
        assertThat(properties.engineGrpc().preferred()).isEqualTo(26500);
    }

    @Test
    void readsSettingsFromVariables() {
        PlatformProperties properties = plan(
                Map.of("TRACEBRIDGE_PLATFORM_DATABASEPORT", "5555", "TRACEBRIDGE_PLATFORM_STARTTIMEOUT", "3m"))
            .properties();

        assertThat(properties.database().fixed()).isEqualTo(5555);
        assertThat(properties.startTimeout()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void prefersTheVariableForTheEngineToWhatTheBuildPasses() {
        assertThat(plan(Map.of("tracebridge.platform.engine-home", "/built")).properties().engineHome())
            .isEqualTo("/built");
        assertThat(plan(Map.of("tracebridge.platform.engine-home", "/built", "TRACEBRIDGE_ENGINE_HOME", "/mine"))
            .properties()
            .engineHome()).isEqualTo("/mine");
    }

    @ParameterizedTest
    @CsvSource({ "TRACEBRIDGE_PLATFORM_WEBAPPS, true, SERVER_PORT, 1, true",
            "TRACEBRIDGE_PLATFORM_WEBAPPS, false, SERVER_PORT, 1, false", "SERVER_PORT, 1, SERVER_PORT, 1, false",
            "TRACEBRIDGE_PLATFORM_WEBAPPS, true, CAMUNDA_CLIENT_GRPCADDRESS, http://engine:26500, false",
            "TRACEBRIDGE_PLATFORM_WEBAPPS, true, TRACEBRIDGE_PLATFORM_ENABLED, false, false" })
    void startsOperateAndTasklistWhereTheyAreWantedBesideAnEngineOfOurs(String name, String value, String otherName,
            String otherValue, boolean starts) {
        Map<String, Object> variables = new HashMap<>(Map.of(name, value));
        variables.put(otherName, otherValue);

        assertThat(plan(variables).startsWebApps()).isEqualTo(starts);
    }

    @Test
    void findsOpenSearchWhereTheVariableSays(@TempDir Path home) throws IOException {
        PlatformPlan plan = plan(Map.of("tracebridge.platform.opensearch-home", "/built", "TRACEBRIDGE_OPENSEARCH_HOME",
                home.toString()));
        assertThatExceptionOfType(LocalPlatformException.class).isThrownBy(plan::requireOpenSearchHome)
            .withMessageContainingAll("There is no OpenSearch in " + home, "mvn -Pwebapps");

        Files.createDirectory(home.resolve("lib"));
        Files.createFile(home.resolve("OpenSearchNode.java"));
        assertThat(plan.requireOpenSearchHome()).isEqualTo(home);
    }

    @Test
    void saysWhatToSetIfOpenSearchIsNotKnown() {
        assertThatExceptionOfType(LocalPlatformException.class).isThrownBy(plan(Map.of())::requireOpenSearchHome)
            .withMessageContainingAll("TRACEBRIDGE_OPENSEARCH_HOME", "mvn -Pwebapps spring-boot:run",
                    "TRACEBRIDGE_PLATFORM_WEBAPPS");
    }

    @Test
    void readsPortsOfOperateAndOpenSearchFromVariables() {
        WebAppsProperties webApps = plan(
                Map.of("TRACEBRIDGE_PLATFORM_WEBAPPSPORT", "1", "TRACEBRIDGE_PLATFORM_OPENSEARCHPORT", "2"))
            .webApps();

        assertThat(webApps.pages().fixed()).isEqualTo(1);
        assertThat(webApps.openSearch().fixed()).isEqualTo(2);
        assertThat(webApps.monitoring().fixed()).isNull();
        assertThat(webApps.openSearch().property()).isEqualTo("tracebridge.platform.opensearch-port");
    }

    /** As the program sees it: after the Camunda starter has added its own defaults. */
    private static PlatformPlan plan(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment.getPropertySources()
            .replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        environment.getPropertySources().addLast(new MapPropertySource("the rest", variables));
        ConfigurationPropertySources.attach(environment);
        new CamundaClientPropertiesPostProcessor(new DeferredLogs()).postProcessEnvironment(environment,
                new SpringApplication());
        return PlatformPlan.from(environment);
    }

}
