package io.tracebridge.platform;

import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * What the configuration asks the local platform to start.
 *
 * @param data the data directory, absolute
 * @param database whether the database is ours to start
 * @param engine whether the engine is ours to start
 * @param properties how to start them
 * @param webApps what to start beside an engine of ours
 */
record PlatformPlan(Path data, boolean database, boolean engine, PlatformProperties properties,
        WebAppsProperties webApps) {

    /**
     * Where the Camunda starter adds its guess at the engine's address, which is nobody's
     * choice.
     */
    private static final String STARTER_DEFAULTS = "modes/self-managed.yaml";

    static PlatformPlan from(ConfigurableEnvironment environment) {
        Binder chosen = new Binder(ConfigurationPropertySources
            .from(environment.getPropertySources().stream().filter((source) -> !isStarterDefaults(source)).toList()));
        PlatformProperties properties = PlatformProperties.from(environment);
        boolean database = properties.enabled() && !isSet(chosen, "spring.datasource.url");
        boolean engine = properties.enabled() && !isSet(chosen, "camunda.client.grpc-address")
                && chosen.bind("camunda.client.enabled", Boolean.class).orElse(true);
        Path data = Path.of(environment.getProperty("tracebridge.data", "data"));
        return new PlatformPlan(data.toAbsolutePath().normalize(), database, engine,
                withEngineHome(properties, environment.getProperty("tracebridge.engine.home")),
                WebAppsProperties.from(environment));
    }

    boolean startsNothing() {
        return !this.database && !this.engine;
    }

    /**
     * Whether Operate and Tasklist are wanted. Beside an engine that is not ours there
     * are others.
     */
    boolean startsWebApps() {
        return this.engine && this.webApps.webapps();
    }

    /**
     * The directory of the engine's distribution, absolute.
     * @throws LocalPlatformException if none is set, or there is none where it is said to
     * be
     */
    Path requireEngineHome() {
        String set = this.properties.engineHome();
        if (set == null || !Files.isDirectory(Path.of(set, "lib"))) {
            throw new LocalPlatformException(
                    (set == null) ? "No engine is configured, and where a local one lies is not known."
                            : "There is no Zeebe distribution in %s.".formatted(Path.of(set).toAbsolutePath()),
                    "Set CAMUNDA_CLIENT_GRPCADDRESS to the address of a Camunda 8 cluster; or TRACEBRIDGE_ENGINE_HOME to "
                            + "an unpacked Zeebe 8.6 distribution (`mvn package` leaves one below target/engine); or run "
                            + "`mvn spring-boot:run`, which does that by itself.");
        }
        return Path.of(set).toAbsolutePath().normalize();
    }

    /**
     * The directory of OpenSearch's jars and of what starts them, absolute.
     * @throws LocalPlatformException if it is not known or not complete, or this Java
     * cannot run it
     */
    Path requireOpenSearchHome() {
        String set = this.webApps.opensearchHome();
        if (set == null || !Files.isDirectory(Path.of(set, "lib"))
                || !Files.exists(Path.of(set, OpenSearchCommand.SOURCE))) {
            throw new LocalPlatformException(
                    (set == null) ? "Operate and Tasklist need OpenSearch, and where it lies is not known."
                            : "There is no OpenSearch in %s.".formatted(Path.of(set).toAbsolutePath()),
                    "Set TRACEBRIDGE_OPENSEARCH_HOME to the directory target/opensearch that `mvn -Pwebapps package` makes; "
                            + "or run `mvn -Pwebapps spring-boot:run`, which does that by itself; or start without "
                            + "Operate and Tasklist by leaving TRACEBRIDGE_PLATFORM_WEBAPPS unset.");
        }
        if (ModuleFinder.ofSystem().find("jdk.compiler").isEmpty()) {
            throw new LocalPlatformException(
                    "Operate and Tasklist need a full JDK; the Java in %s has no compiler."
                        .formatted(System.getProperty("java.home")),
                    "Run Tracebridge with a JDK 21 or newer, or without Operate and Tasklist.");
        }
        return Path.of(set).toAbsolutePath().normalize();
    }

    private static boolean isStarterDefaults(PropertySource<?> source) {
        return source.getName().contains(STARTER_DEFAULTS);
    }

    private static boolean isSet(Binder binder, String property) {
        return binder.bind(property, String.class).map((value) -> !value.isBlank()).orElse(false);
    }

    /**
     * The environment variable TRACEBRIDGE_ENGINE_HOME arrives under a name of its own.
     */
    private static PlatformProperties withEngineHome(PlatformProperties properties, String home) {
        if (home == null) {
            return properties;
        }
        return new PlatformProperties(properties.enabled(), home, properties.engineHeap(), properties.startTimeout(),
                properties.databasePort(), properties.engineGrpcPort(), properties.engineRestPort(),
                properties.engineCommandPort(), properties.engineInternalPort(), properties.engineMonitoringPort());
    }

}
