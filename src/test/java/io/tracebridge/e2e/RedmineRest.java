package io.tracebridge.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Redmine's REST interface for people in a test; whatever it refuses fails the test. */
final class RedmineRest implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    private final String url;

    /**
     * @param url without a slash at its end
     */
    RedmineRest(String url) {
        this.url = url;
    }

    /**
     * @param key of whoever does it
     * @param body null for none
     */
    JsonNode send(String method, String path, String key, Map<String, ?> body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(this.url + path))
                .header("X-Redmine-API-Key", key)
                .header("Content-Type", "application/json")
                .method(method,
                        (body != null) ? BodyPublishers.ofString(JSON.writeValueAsString(body))
                                : BodyPublishers.noBody())
                .build();
            var response = this.http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body().isBlank() ? JSON.missingNode() : JSON.readTree(response.body());
        }
        catch (IOException ex) {
            throw new AssertionError(method + " " + path + " got no answer", ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ex);
        }
    }

    @Override
    public void close() {
        this.http.close();
    }

}
