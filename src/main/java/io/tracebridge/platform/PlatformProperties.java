package io.tracebridge.platform;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * The settings {@code tracebridge.platform.*}; {@code docs/local-platform.md} explains
 * them to admins. A port that is null is found by itself.
 *
 * @param enabled false: never start a child process
 * @param engineHome the unpacked Zeebe distribution; null: unknown
 * @param engineHeap greatest heap of the engine, in the words of {@code java -Xmx}
 * @param startTimeout how long each child may take until it is healthy
 */
record PlatformProperties(@DefaultValue("true") boolean enabled, String engineHome,
        @DefaultValue("512m") String engineHeap, @DefaultValue("90s") Duration startTimeout, Integer databasePort,
        Integer engineGrpcPort, Integer engineRestPort, Integer engineCommandPort, Integer engineInternalPort,
        Integer engineMonitoringPort) {

    static final String PREFIX = "tracebridge.platform";

    static PlatformProperties from(Environment environment) {
        return Binder.get(environment).bindOrCreate(PREFIX, Bindable.of(PlatformProperties.class));
    }

    PortSetting database() {
        return port("local database", "database-port", 15432, this.databasePort);
    }

    PortSetting engineGrpc() {
        return port("local engine (gRPC)", "engine-grpc-port", 26500, this.engineGrpcPort);
    }

    PortSetting engineRest() {
        // Not the engine's own default 8080, which is Tracebridge's.
        return port("local engine (REST)", "engine-rest-port", 8088, this.engineRestPort);
    }

    PortSetting engineCommand() {
        return port("local engine (commands)", "engine-command-port", 26501, this.engineCommandPort);
    }

    PortSetting engineInternal() {
        return port("local engine (cluster)", "engine-internal-port", 26502, this.engineInternalPort);
    }

    PortSetting engineMonitoring() {
        return port("local engine (monitoring)", "engine-monitoring-port", 9600, this.engineMonitoringPort);
    }

    static PortSetting port(String purpose, String name, int preferred, Integer fixed) {
        return new PortSetting(purpose, PREFIX + "." + name, preferred, fixed);
    }

}
