package io.tracebridge.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a child does its work, as its own pages tell: each has to answer 200 with a
 * certain text.
 */
final class Health implements AutoCloseable {

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final Map<URI, String> pages = new LinkedHashMap<>();

    /** The broker is ready, and the gateway knows a healthy partition. */
    static Health of(EnginePorts ports) {
        return new Health().and(ports.monitoring(), "/actuator/health/readiness", "")
            .and(ports.rest(), "/v2/topology", "\"healthy\"");
    }

    /** One more page that has to contain the text. */
    Health and(int port, String path, String text) {
        this.pages.put(URI.create("http://127.0.0.1:%d%s".formatted(port, path)), text);
        return this;
    }

    boolean isHealthy() throws InterruptedException {
        for (Map.Entry<URI, String> page : this.pages.entrySet()) {
            if (!answers(page.getKey(), page.getValue())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        this.http.shutdownNow();
    }

    private boolean answers(URI uri, String text) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
        try {
            HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 && response.body().contains(text);
        }
        catch (IOException ex) {
            // Not listening yet.
            return false;
        }
    }

}
