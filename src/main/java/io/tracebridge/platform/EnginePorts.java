package io.tracebridge.platform;

/** The ports of the engine, all on loopback. */
record EnginePorts(int grpc, int rest, int command, int internal, int monitoring) {

    static EnginePorts choose(PlatformProperties properties, Ports ports) {
        return new EnginePorts(ports.choose(properties.engineGrpc()), ports.choose(properties.engineRest()),
                ports.choose(properties.engineCommand()), ports.choose(properties.engineInternal()),
                ports.choose(properties.engineMonitoring()));
    }

}
