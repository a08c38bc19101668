package io.tracebridge.e2e;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operate and Tasklist of the local platform, as their API shows them to somebody who has
 * logged in.
 */
final class WebApps {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TOKEN = "X-CSRF-TOKEN";

    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private final int port;

    private String token = "";

    WebApps() throws IOException {
        this.port = RunningTracebridge.freePort();
    }

    /** A machine that runs other tests beside may be slow. */
    static Map<String, String> patience() {
        return Map.of("TRACEBRIDGE_PLATFORM_STARTTIMEOUT", "3m");
    }

    Map<String, String> environment() {
        var environment = new HashMap<>(patience());
        environment.putAll(Map.of("TRACEBRIDGE_PLATFORM_WEBAPPS", "true", "TRACEBRIDGE_PLATFORM_WEBAPPSPORT",
                String.valueOf(this.port), "TRACEBRIDGE_OPENSEARCH_HOME",
                System.getProperty("tracebridge.platform.opensearch-home")));
        return environment;
    }

    /** Waits until Operate shows its page, and logs in. */
    void logIn() {
        Awaitility.await("Operate and Tasklist")
            .atMost(Duration.ofMinutes(5))
            .ignoreExceptions()
            .until(() -> send("GET", "/operate", null).statusCode() == 200
                    && send("GET", "/tasklist", null).statusCode() == 200);
        var login = send("POST", "/api/login?username=demo&password=demo", null);
        if (login.statusCode() != 204) {
            throw new AssertionError("the login was answered by " + login.statusCode() + " " + login.body());
        }
        this.token = login.headers().firstValue(TOKEN).orElse("");
    }

    /** Waits until Operate has what was deployed; what starts later is seen whole. */
    void awaitProcesses() {
        Awaitility.await("our processes in Operate")
            .atMost(Duration.ofMinutes(2))
            .untilAsserted(() -> assertThat(items(post("/v1/process-definitions/search", "{}").get("items")))
                .extracting((process) -> process.get("bpmnProcessId").asText())
                .contains("create-issue", "create-issue-manually", "error-report"));
    }

    /**
     * Waits until Tasklist has the one open task of that name and all that its form
     * shows: it learns of tasks and of variables by separate ways.
     */
    void awaitTask(String name, String... variables) {
        Awaitility.await(name).atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            var open = items(post("/v1/tasks/search", "{\"state\": \"CREATED\"}")).stream()
                .filter((task) -> task.get("name").asText().equals(name))
                .toList();
            assertThat(open).hasSize(1);
            assertThat(items(post("/v1/tasks/" + open.getFirst().get("id").asText() + "/variables/search", "{}")))
                .extracting((variable) -> variable.get("name").asText())
                .contains(variables);
        });
    }

    /** Not by the name under which Tracebridge is: cookies know no ports. */
    String url() {
        return "http://localhost:" + this.port;
    }

    static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    JsonNode get(String path) {
        return json(send("GET", path, null));
    }

    JsonNode post(String path, String body) {
        return json(send("POST", path, body));
    }

    JsonNode patch(String path, String body) {
        return json(send("PATCH", path, body));
    }

    private HttpResponse<String> send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header(TOKEN, this.token)
            .method(method,
                    (body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody())
            .build();
        try {
            return this.http.send(request, HttpResponse.BodyHandlers.ofString());
        }
        catch (IOException ex) {
            throw new AssertionError(method + " " + path + " got no answer", ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ex);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(
                    response.request() + " was answered by " + response.statusCode() + " " + response.body());
        }
        try {
            return JSON.readTree(response.body());
        }
        catch (IOException ex) {
            throw new AssertionError("not JSON: " + response.body(), ex);
        }
    }

}
