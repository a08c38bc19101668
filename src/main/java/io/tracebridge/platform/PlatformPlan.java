package io.tracebridge.platform;

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
 */
record PlatformPlan(Path data, boolean database, boolean engine, PlatformProperties properties) {

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
                withEngineHome(properties, environment.getProperty("tracebridge.engine.home")));
    }

    boolean startsNothing() {
        return !this.database && !this.engine;
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
