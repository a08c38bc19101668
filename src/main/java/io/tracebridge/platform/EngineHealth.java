package io.tracebridge.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Whether the engine takes work: the broker is ready, and the gateway knows a healthy
 * partition.
 */
final class EngineHealth implements AutoCloseable {

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final URI readiness;

    private final URI topology;

    EngineHealth(EnginePorts ports) {
        this.readiness = URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(ports.monitoring()));
        this.topology = URI.create("http://127.0.0.1:%d/v2/topology".formatted(ports.rest()));
    }

    boolean isHealthy() throws InterruptedException {
        try {
            return get(this.readiness).statusCode() == 200 && get(this.topology).body().contains("\"healthy\"");
        }
        catch (IOException ex) {
            // Not listening yet.
            return false;
        }
    }

    @Override
    public void close() {
        this.http.shutdownNow();
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
        return this.http.send(request, HttpResponse.BodyHandlers.ofString());
    }

}
